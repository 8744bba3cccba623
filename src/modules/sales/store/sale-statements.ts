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
  const { items, modifiers, discounts } = plan;
  await tx.prisma.$executeRaw`
    select sales.insert_items(${tx.businessId}::uuid, ${plan.transaction.id}::uuid,
                              ${JSON.stringify({ items, modifiers, discounts })}::jsonb, ${costs}::jsonb)`;
}

export async function insertPayments(tx: Tx, plan: TransactionPlan): Promise<void> {
  const { id, shiftId, employeeId } = plan.transaction;
  await tx.prisma.$executeRaw`
    with payment as (
      insert into sales.payments (business_id, id, transaction_id, line_number, method, tendered, change, amount, reference)
      select ${tx.businessId}::uuid, p.id, ${id}::uuid, p."lineNumber", p.method, p.tendered, p.change, p.amount, p.reference
        from jsonb_to_recordset(${JSON.stringify(plan.payments)}::jsonb) as p(id uuid, "lineNumber" integer, method text,
               tendered bigint, change bigint, amount bigint, reference text)
    )
    insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, recorded_by)
    select ${tx.businessId}::uuid, d.id, ${shiftId}::uuid, 'sale', d.amount, ${id}::uuid, ${employeeId}::uuid
      from jsonb_to_recordset(${JSON.stringify(plan.drawerMovement ? [plan.drawerMovement] : [])}::jsonb)
             as d(id uuid, amount bigint)`;
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
  const sale = plan.transaction;
  await tx.prisma.$executeRaw`
    insert into sales.transactions (business_id, id, outlet_id, shift_id, type, order_type, table_id, customer_id,
      employee_id, business_date, receipt_sequence, receipt_number, subtotal, discount_amount, service_charge, tax_amount,
      rounding, grand_total, tip, paid, change, on_account, due_date, notes, journal_entry_id, occurred_at)
    values (${tx.businessId}::uuid, ${sale.id}::uuid, ${sale.outletId}::uuid, ${sale.shiftId}::uuid, ${sale.type},
      ${sale.orderType}, ${sale.tableId}::uuid, ${sale.customerId}::uuid, ${sale.employeeId}::uuid,
      ${sale.businessDate}::date, ${receipt.sequence}::integer, ${receipt.number}, ${sale.subtotal}::bigint,
      ${sale.discountAmount}::bigint, ${sale.serviceCharge}::bigint, ${sale.taxAmount}::bigint, ${sale.rounding}::bigint,
      ${sale.grandTotal}::bigint, ${sale.tip}::bigint, ${sale.paid}::bigint, ${sale.change}::bigint,
      ${sale.onAccount}::bigint, ${sale.dueDate}::date, ${sale.notes}, ${entryId}::uuid, ${sale.occurredAt}::timestamptz)`;
}
