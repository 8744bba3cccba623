import { Clock } from '../../../kernel/clock';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { parseQuantity } from '../../../kernel/quantity';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { readPayloads } from '../../../platform/events/event-payload';
import {
  TRANSACTION_CREATED,
  TRANSACTION_VOIDED,
  type TransactionCreated,
  transactionCreatedSchema,
  transactionVoidedSchema,
} from '../../sales';
import { ingredientUses, type RecipeLine } from '../domain/recipe';
import { costEntries } from '../domain/recipe-cost';
import { stockLevelsChanged } from '../domain/stock-level-events';
import { type IngredientIssue, RecipeStore } from '../store/recipe.store';
import { StockLevelStore } from '../store/stock-level.store';

type Sale = RecordedEvent<TransactionCreated>;

/** Deducts what the sold goods were made of, posts its cost, puts it back for a voided sale, and tells what is left of it. */
@Listener()
export class DeductRecipesOnSaleListener implements EventListener {
  readonly name = 'recipes';
  readonly eventTypes = [TRANSACTION_CREATED, TRANSACTION_VOIDED];
  readonly begins = 'at-the-beginning';
  readonly gathersMs = 400;

  constructor(
    private readonly recipes: RecipeStore,
    private readonly levels: StockLevelStore,
    private readonly clock: Clock,
  ) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const sales = readPayloads(events, transactionCreatedSchema, TRANSACTION_CREATED);
    const voids = readPayloads(events, transactionVoidedSchema, TRANSACTION_VOIDED);
    const told = [...sales, ...voids];

    const deducted = await this.deduct(tx, sales);
    // A sale that comes after its void, for it could not be taken before, is undone like the others.
    const by = new Map(told.map(({ payload, actor }) => [payload.transactionId, actor.employeeId]));
    const putBack = await this.recipes.putBackVoided(tx, by, this.clock.now());
    if (!deducted && !putBack) return;
    const levels = await this.levels.movedBy(tx, [...by.keys()], ['recipe', 'recipe_void']);
    for (const event of stockLevelsChanged(levels, this.clock.now())) tx.record(event);
  }

  /** Whether anything was taken. */
  private async deduct(tx: Tx, told: readonly Sale[]): Promise<boolean> {
    const deducted = await this.recipes.alreadyDeducted(
      tx,
      told.map(({ payload }) => payload.transactionId),
    );
    const sales = told.filter(({ payload }) => !deducted.has(payload.transactionId));
    const productIds = sales.flatMap(({ payload }) => payload.items.map(({ productId }) => productId));

    const lines = await this.recipes.linesOf(tx, productIds);
    const issues = sales.flatMap((sale) => issuesOf(sale, lines));
    if (issues.length === 0) return false;
    const costs = await this.recipes.deduct(tx, issues);
    const made = sales.map(({ payload, actor }) => ({ ...payload, recordedBy: actor.employeeId }));
    await this.recipes.postCosts(tx, costEntries(made, costs));
    return true;
  }
}

function issuesOf({ payload, occurredAt }: Sale, lines: readonly RecipeLine[]): IngredientIssue[] {
  const { transactionId, outletId } = payload;
  const items = payload.items.map((item) => ({ ...item, quantity: parseQuantity(item.baseQuantity)! }));
  return ingredientUses(items, lines).map((use) => ({ ...use, transactionId, outletId, occurredAt }));
}
