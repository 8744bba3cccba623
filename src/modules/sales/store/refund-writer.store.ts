import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { moneyToJson, sum, type Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import {
  postRefund,
  type RefundPlan,
  refundRow,
  returnedItemRow,
  returnLines,
  transactionRefunded,
} from '../domain/refund-plan';
import type { RefundableSale } from './refundable-sale.store';

/** What a line put back on the shelf, as `inventory.return_stock` tells it. */
interface ReturnedLine {
  readonly line_id: string;
  readonly stock_item_id: string;
  readonly cost: bigint;
  readonly inventory_role: string;
  readonly quantity_after: { toString(): string };
}

export interface WrittenRefund {
  readonly receiptNumber: string;
  readonly ledgerEntryId: string | null;
  readonly stockEffect: readonly {
    readonly itemId: string;
    readonly stockItemId: string;
    readonly quantityAfter: string;
    readonly cost: number;
  }[];
}

/** A refund with its items, money, goods, entry and number, in the order in which locks are taken. */
@Injectable()
export class RefundWriter {
  /** Under their locks, before the shelves. */
  async giveBalances(tx: Tx, plan: RefundPlan): Promise<void> {
    await giveStoreCredit(tx, plan);
    await putBackOnGiftCards(tx, plan);
    await givePointsBack(tx, plan);
  }

  async write(tx: Tx, plan: RefundPlan, debt: RefundableSale['debt']): Promise<WrittenRefund> {
    const refund = JSON.stringify(refundRow(plan));
    const payments = JSON.stringify(plan.payments);
    const movement = JSON.stringify(drawerMovement(plan));
    const { shiftId } = plan.facts;

    const returned = await returnStock(tx, plan);
    await tx.prisma.$executeRaw`
      select sales.insert_returned_items(${tx.businessId}::uuid, ${plan.facts.transactionId}::uuid,
                                         ${JSON.stringify(plan.items.map(returnedItemRow))}::jsonb),
             sales.insert_refund_payments(${tx.businessId}::uuid, ${refund}::jsonb, ${payments}::jsonb, ${movement}::jsonb)`;
    const entryId = await post(tx, plan, returned);
    if (debt && plan.settlement.onAccount > 0n) await reduceDebt(tx, plan, debt.id, entryId!);
    // From here on the outlet is serialised: nothing slow below.
    const [receipt] = await tx.prisma.$queryRaw<[{ sequence: number; number: string }]>`
      select n.sequence, sales.format_receipt_number(${plan.facts.outletCode}, ${plan.facts.businessDate}::date, n.sequence)
               as number
        from sales.next_receipt_sequence(${tx.businessId}::uuid, ${plan.facts.sale.outletId}::uuid,
                                         ${plan.facts.businessDate}::date) as n(sequence)`;
    await tx.prisma.$executeRaw`
      select sales.add_refund_to_shift(${tx.businessId}::uuid, ${shiftId}::uuid, ${refund}::jsonb, ${payments}::jsonb,
                                       ${movement}::jsonb),
             sales.insert_transaction(${tx.businessId}::uuid, ${refund}::jsonb, ${receipt.sequence}::integer,
                                      ${receipt.number}, ${entryId}::uuid)`;
    await insertRefund(tx, plan);
    tx.record(transactionRefunded(plan, receipt.number));
    return { receiptNumber: receipt.number, ledgerEntryId: entryId, stockEffect: returned.map(toEffect) };
  }
}

/** Throws `customers.customer-not-found`. */
async function giveStoreCredit(tx: Tx, plan: RefundPlan): Promise<void> {
  const amount = sumOf(plan, 'store_credit');
  const { facts } = plan;
  if (amount === 0) return;
  await tx.prisma.$executeRaw`
    select customers.add_store_credit(${tx.businessId}::uuid, ${facts.customerId}::uuid, ${amount}::bigint, 'refund',
                                      ${facts.transactionId}::uuid)`;
}

async function putBackOnGiftCards(tx: Tx, plan: RefundPlan): Promise<void> {
  const amount = sumOf(plan, 'gift_card');
  if (amount === 0) return;
  const { facts } = plan;
  await tx.prisma.$executeRaw`
    select customers.refund_to_gift_cards(${tx.businessId}::uuid, 'sale', ${facts.sale.id}::uuid,
             array(select u.undoing from sales.undone_among(${tx.businessId}::uuid, array[${facts.sale.id}::uuid]) u),
             ${facts.transactionId}::uuid, ${amount}::bigint)`;
}

async function givePointsBack(tx: Tx, { facts, items }: RefundPlan): Promise<void> {
  if (facts.sale.customerId === null) return;
  await tx.prisma.$executeRaw`
    select sales.give_points_back(${tx.businessId}::uuid, ${facts.sale.id}::uuid, ${facts.transactionId}::uuid,
                                  ${moneyToJson(sum(items.map(({ gross }) => gross)))}::bigint)`;
}

function sumOf({ payments }: RefundPlan, wanted: string): number {
  return payments.filter(({ method }) => method === wanted).reduce((total, { amount }) => total + amount, 0);
}

async function returnStock(tx: Tx, plan: RefundPlan): Promise<ReturnedLine[]> {
  const lines = returnLines(plan);
  if (lines.length === 0) return [];
  return tx.prisma.$queryRaw<ReturnedLine[]>`
    select * from inventory.return_stock(${tx.businessId}::uuid, ${plan.facts.sale.outletId}::uuid, 'refund',
                                         ${JSON.stringify(lines)}::jsonb)`;
}

/** Null where there is nothing to post. */
async function post(tx: Tx, plan: RefundPlan, returned: readonly ReturnedLine[]): Promise<string | null> {
  const { facts } = plan;
  const cost = (amount: Money) => moneyToJson(amount);
  const entry = {
    id: newId(),
    effectiveDate: facts.businessDate,
    outletId: facts.sale.outletId,
    sourceType: 'refund',
    sourceId: facts.transactionId,
    description: `Retur ${facts.sale.receiptNumber}`,
    recordedBy: facts.employeeId,
    lines: [
      ...postRefund(plan).map(({ role, debit, credit }) => ({ role, debit: cost(debit), credit: cost(credit) })),
      ...returned.map((line) => ({ role: line.inventory_role, debit: cost(line.cost), credit: 0 })),
      { role: 'COGS', debit: 0, credit: cost(sum(returned.map((line) => line.cost))) },
    ],
  };
  const [row] = await tx.prisma.$queryRaw<[{ entry_id: string | null }]>`
    select ledger.post_entry(${tx.businessId}::uuid, ${JSON.stringify(entry)}::jsonb) as entry_id`;
  return row.entry_id;
}

async function reduceDebt(
  tx: Tx,
  { facts, settlement }: RefundPlan,
  openItemId: string,
  entryId: string,
): Promise<void> {
  await tx.prisma.$executeRaw`
    select ledger.allocate(${tx.businessId}::uuid, ${newId()}::uuid, ${openItemId}::uuid, ${settlement.onAccount}::bigint,
                           'refund', ${facts.transactionId}::uuid, ${entryId}::uuid)`;
}

async function insertRefund(tx: Tx, { facts }: RefundPlan): Promise<void> {
  await tx.prisma.refund.create({
    data: {
      businessId: tx.businessId,
      transactionId: facts.transactionId,
      originalId: facts.sale.id,
      method: facts.method,
      reason: facts.reason,
      approvedBy: facts.approvedBy,
    },
  });
}

/** The cash that leaves the drawer; null when none does. */
function drawerMovement(plan: RefundPlan) {
  const cash = sumOf(plan, 'cash');
  return cash === 0 ? null : { id: newId(), amount: -cash };
}

function toEffect(line: ReturnedLine) {
  return {
    itemId: line.line_id,
    stockItemId: line.stock_item_id,
    quantityAfter: line.quantity_after.toString(),
    cost: Number(line.cost),
  };
}
