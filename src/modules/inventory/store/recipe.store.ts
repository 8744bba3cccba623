import { Injectable } from '@nestjs/common';
import { groupBy } from '../../../kernel/group-by';
import { derivedId } from '../../../kernel/ids';
import { formatQuantity, parseQuantity } from '../../../kernel/quantity';
import type { Tx } from '../../../platform/database/tx';
import type { IngredientUse, RecipeLine } from '../domain/recipe';
import { type CostEntry, type IngredientCost, recipeEntryId } from '../domain/recipe-cost';

export interface IngredientIssue extends IngredientUse {
  readonly transactionId: string;
  readonly outletId: string;
  readonly occurredAt: Date;
}

@Injectable()
export class RecipeStore {
  /** Those of the sales whose ingredients have been deducted before. */
  async alreadyDeducted(tx: Tx, transactionIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.prisma.stockMovement.findMany({
      where: { businessId: tx.businessId, sourceId: { in: [...transactionIds] }, reason: 'recipe' },
      distinct: ['sourceId'],
      select: { sourceId: true },
    });
    return new Set(rows.map(({ sourceId }) => sourceId));
  }

  async linesOf(tx: Tx, productIds: readonly string[]): Promise<RecipeLine[]> {
    const rows = await tx.prisma.recipeLine.findMany({
      where: { businessId: tx.businessId, productId: { in: [...new Set(productIds)] } },
      orderBy: { ingredientId: 'asc' },
    });
    return rows.map((row) => ({ ...row, quantity: parseQuantity(row.quantity.toFixed(4))! }));
  }

  /** Takes the ingredients off the shelves of their outlets, below zero where need be: what was sold was made. */
  async deduct(tx: Tx, issues: readonly IngredientIssue[]): Promise<IngredientCost[]> {
    const outlets = [...groupBy(issues, ({ outletId }) => outletId)].map(([outletId, ofOutlet]) => ({
      outletId,
      lines: ofOutlet.map((issue) => ({
        movementId: derivedId(issue.itemId, issue.ingredientId),
        lineId: issue.itemId,
        sourceId: issue.transactionId,
        stockItemId: issue.ingredientId,
        quantity: formatQuantity(issue.quantity),
        occurredAt: issue.occurredAt,
      })),
    }));
    await allowBelowZero(tx, issues);
    const costs = await tx.prisma.$queryRaw<{ source_id: string; cost: bigint; inventory_role: string }[]>`
      select c.source_id, c.cost, c.inventory_role
        from (select * from jsonb_to_recordset(${JSON.stringify(outlets)}::jsonb) as j("outletId" uuid, lines jsonb)
               order by j."outletId") o
        cross join lateral inventory.issue_stock(${tx.businessId}::uuid, o."outletId", 'recipe', o.lines) c`;
    return costs.map((row) => ({
      transactionId: row.source_id,
      cost: row.cost,
      inventoryRole: row.inventory_role,
    }));
  }

  /** For those of the sales that were voided, once, with its cost, by whom it is said; true when there was anything. */
  async putBackVoided(tx: Tx, by: ReadonlyMap<string, string>, at: Date): Promise<boolean> {
    const sources = await tx.prisma.$queryRaw<{ id: string }[]>`
      select b.id
        from inventory.put_back(${tx.businessId}::uuid,
               array(select v from sales.voided_among(${tx.businessId}::uuid, ${[...by.keys()]}::uuid[]) as v),
               'recipe', 'recipe_void', ${at}::timestamptz) as b(id)`;
    const reversals = sources.map(({ id }) => ({
      id: derivedId(id, 'recipe-void'),
      reversesEntryId: recipeEntryId(id),
      sourceType: 'recipe-void',
      sourceId: id,
      description: 'Bahan kembali dari penjualan yang dibatalkan',
      recordedBy: by.get(id)!,
    }));
    await tx.prisma.$executeRaw`
      select ledger.reverse_entry(${tx.businessId}::uuid, r.reversal)
        from jsonb_array_elements(${JSON.stringify(reversals)}::jsonb) as r(reversal)`;
    return sources.length > 0;
  }

  /** An entry of nothing is not posted. */
  async postCosts(tx: Tx, entries: readonly CostEntry[]): Promise<void> {
    await tx.prisma.$executeRaw`
      select ledger.post_entry(${tx.businessId}::uuid, e.entry)
        from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) as e(entry)`;
  }
}

/** The lock on the levels, in the order of outlet and item, as a sale takes it. */
async function allowBelowZero(tx: Tx, issues: readonly IngredientIssue[]): Promise<void> {
  const levels = issues.map(({ outletId, ingredientId }) => ({ outletId, ingredientId }));
  await tx.prisma.$executeRaw`
    insert into inventory.stock_levels as l (business_id, outlet_id, stock_item_id, may_go_negative)
    select ${tx.businessId}::uuid, n."outletId", n."ingredientId", true
      from (select distinct j."outletId", j."ingredientId"
              from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) as j("outletId" uuid, "ingredientId" uuid)) n
     order by n."outletId", n."ingredientId"
    on conflict (business_id, outlet_id, stock_item_id) do update set may_go_negative = true
     where not l.may_go_negative`;
}
