import type { Tx } from '../../../platform/database/tx';
import type { TransactionPlan } from '../domain/transaction-plan';

/** What a line took from the shelf, as `inventory.issue_stock` tells it. */
export interface IssuedLine {
  readonly line_id: string;
  readonly stock_item_id: string;
  readonly unit_cost: unknown;
  readonly cost: bigint;
  readonly inventory_role: string;
  readonly quantity_after: { toString(): string };
}

/*
 * The steps of a sale's commit, one set-based statement each, in the order in which locks are taken:
 * shift, the customer's balances, stock rows by id, receipt counter, and last, by `Tx.record`'s append, the outlet's stream head.
 */

export async function requireOpenShift(tx: Tx, plan: TransactionPlan): Promise<void> {
  const { outletId, shiftId } = plan.transaction;
  await tx.prisma.$executeRaw`
    select catalog.require_revision(${tx.businessId}::uuid, ${plan.revision}::bigint),
           sales.require_open_shift(${tx.businessId}::uuid, ${outletId}::uuid, ${shiftId}::uuid),
           sales.take_balances(${tx.businessId}::uuid, ${JSON.stringify(plan.balances)}::jsonb)`;
}

export async function issueStock(tx: Tx, plan: TransactionPlan): Promise<IssuedLine[]> {
  if (plan.stockLines.length === 0) return [];
  return tx.prisma.$queryRaw<IssuedLine[]>`
    select * from inventory.issue_stock(${tx.businessId}::uuid, ${plan.transaction.outletId}::uuid, 'sale',
                                        ${JSON.stringify(plan.stockLines)}::jsonb)`;
}

export async function insertItems(tx: Tx, plan: TransactionPlan, costs: string): Promise<void> {
  const { items, modifiers, discounts, combos } = plan;
  await tx.prisma.$executeRaw`
    select sales.insert_items(${tx.businessId}::uuid, ${plan.transaction.id}::uuid,
                              ${JSON.stringify({ items, modifiers, discounts, combos })}::jsonb, ${costs}::jsonb)`;
}

export async function insertPayments(
  tx: Tx,
  { transaction, payments, drawerMovement }: TransactionPlan,
): Promise<void> {
  await tx.prisma.$executeRaw`
    select sales.insert_payments(${tx.businessId}::uuid,
                                 ${JSON.stringify({ transaction, payments, drawerMovement })}::jsonb)`;
}

/** Returns the entry's id, or null when nothing was to post. */
export async function postEntry(tx: Tx, plan: TransactionPlan, costs: string): Promise<string | null> {
  const [row] = await tx.prisma.$queryRaw<[{ entry_id: string | null }]>`
    select sales.post_sale(${tx.businessId}::uuid, ${JSON.stringify(plan.entry)}::jsonb, ${costs}::jsonb,
                           ${JSON.stringify(plan.balances.openItem)}::jsonb) as entry_id`;
  return row.entry_id;
}

export async function takeReceiptNumber(tx: Tx, plan: TransactionPlan): Promise<{ sequence: number; number: string }> {
  const { outletId, businessDate } = plan.transaction;
  const [row] = await tx.prisma.$queryRaw<[{ sequence: number; number: string }]>`
    select n.sequence, sales.format_receipt_number(${plan.outletCode}, ${businessDate}::date, n.sequence) as number
      from sales.next_receipt_sequence(${tx.businessId}::uuid, ${outletId}::uuid, ${businessDate}::date) as n(sequence)`;
  return row;
}

export async function addToShiftTotals(tx: Tx, plan: TransactionPlan): Promise<void> {
  await tx.prisma.$executeRaw`
    select sales.add_to_shift_totals(${tx.businessId}::uuid, ${plan.transaction.shiftId}::uuid,
                                     ${JSON.stringify(plan)}::jsonb)`;
}

export async function insertTransaction(
  tx: Tx,
  plan: TransactionPlan,
  receipt: { sequence: number; number: string },
  entryId: string | null,
): Promise<void> {
  await tx.prisma.$executeRaw`
    select sales.insert_transaction(${tx.businessId}::uuid, ${JSON.stringify(plan.transaction)}::jsonb,
                                    ${receipt.sequence}::integer, ${receipt.number}, ${entryId}::uuid)`;
}
