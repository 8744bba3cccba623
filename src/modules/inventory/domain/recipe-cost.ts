import { groupBy } from '../../../kernel/group-by';
import { derivedId } from '../../../kernel/ids';
import { type Money, moneyToJson, sum } from '../../../kernel/money';

export interface MadeSale {
  readonly transactionId: string;
  readonly outletId: string;
  readonly receiptNumber: string;
  readonly businessDate: string;
  readonly recordedBy: string;
}

/** What an ingredient cost at the moment it was used. */
export interface IngredientCost {
  readonly transactionId: string;
  readonly cost: Money;
  /** System role of the account that carries it. */
  readonly inventoryRole: string;
}

/** A balanced entry, as `ledger.post_entry` takes it. */
export interface CostEntry {
  readonly id: string;
  readonly effectiveDate: string;
  readonly outletId: string;
  readonly sourceType: 'recipe';
  readonly sourceId: string;
  readonly description: string;
  readonly recordedBy: string;
  readonly lines: readonly { readonly role: string; readonly debit: number; readonly credit: number }[];
}

/** Of the entry that carries what a sale was made of. */
export function recipeEntryId(transactionId: string): string {
  return derivedId(transactionId, 'recipe-cogs');
}

/** The cost of what each sale was made of: out of the ingredients, into the cost of goods sold. */
export function costEntries(sales: readonly MadeSale[], costs: readonly IngredientCost[]): CostEntry[] {
  const bySale = groupBy(costs, ({ transactionId }) => transactionId);
  return sales.flatMap((sale) => {
    const used = bySale.get(sale.transactionId);
    return used ? [costEntry(sale, used)] : [];
  });
}

function costEntry(sale: MadeSale, used: readonly IngredientCost[]): CostEntry {
  const byRole = [...groupBy(used, ({ inventoryRole }) => inventoryRole)];
  return {
    id: recipeEntryId(sale.transactionId),
    effectiveDate: sale.businessDate,
    outletId: sale.outletId,
    sourceType: 'recipe',
    sourceId: sale.transactionId,
    description: `Ingredients of ${sale.receiptNumber}`,
    recordedBy: sale.recordedBy,
    lines: [
      line('COGS', sum(used.map(({ cost }) => cost))),
      ...byRole.map(([role, ofRole]) => line(role, -sum(ofRole.map(({ cost }) => cost)))),
    ],
  };
}

/** A debit when positive, a credit when negative. */
function line(role: string, amount: Money) {
  return { role, debit: moneyToJson(amount > 0n ? amount : 0n), credit: moneyToJson(amount < 0n ? -amount : 0n) };
}
