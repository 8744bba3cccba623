import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { groupBy } from '../../../kernel/group-by';
import { type Money, moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type {
  ItemCombo,
  ItemDiscount,
  ItemModifier,
  Payment,
  Transaction,
  TransactionItem,
  Void,
} from '../../../platform/database/generated/client';
import type { ReadTx } from '../../../platform/database/tx';
import { type Page, toPage } from '../../../platform/http/paging';
import type { DiscountScope, DiscountSource, OrderType, PaymentMethod } from '../contracts/sales.events';
import type { TransactionStatus, TransactionType } from '../contracts/undoing.events';
import { paymentStatusOf } from '../domain/settlement';
import { transactionNotFound } from '../domain/sales.errors';
import { readPosition } from './receipt-position';
import type { TransactionFilterInput, TransactionSummary, TransactionView } from '../http/transaction.schema';

type StandingTransaction = Transaction & { readonly void: Void | null };

/** The sales of an outlet, from what was stored with them. */
@Injectable()
export class TransactionsQuery {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, filter: TransactionFilterInput): Promise<Page<TransactionSummary>> {
    const { businessId } = actor;
    const after = readPosition(filter.cursor);
    const [rows, since] = await this.database.read(businessId, async (tx) => {
      const found = await tx.prisma.transaction.findMany({
        where: {
          businessId,
          outletId: filter.outletId,
          ...(filter.businessDate ? { businessDate: new Date(filter.businessDate) } : {}),
          ...(after && {
            OR: [
              { businessDate: { lt: after.businessDate } },
              { businessDate: after.businessDate, receiptSequence: { lt: after.receiptSequence } },
            ],
          }),
        },
        orderBy: [{ businessDate: 'desc' }, { receiptSequence: 'desc' }],
        take: filter.limit + 1,
        include: { void: true },
      });
      return [found, await sinceOf(tx, found)] as const;
    });
    const page = toPage(rows, filter.limit, (row) => [isoDate(row.businessDate), String(row.receiptSequence)]);
    return { ...page, data: page.data.map((row) => toSummary(row, since(row.id))) };
  }

  async get(actor: Actor, id: string): Promise<TransactionView> {
    const { businessId } = actor;
    return this.database.read(businessId, async (tx) => {
      const row = await tx.prisma.transaction.findUnique({
        where: { businessId_id: { businessId, id } },
        include: { void: true },
      });
      if (!row || !worksAt(actor, row.outletId)) throw transactionNotFound();
      const { items, payments, approvals } = await partsOf(tx, id);
      const since = await sinceOf(tx, [row]);
      const { recordedAt: _, ...summary } = toSummary(row, since(id));
      return {
        ...summary,
        tableId: row.tableId,
        approvals,
        notes: row.notes,
        items,
        payments: payments.map(toPayment),
        void: row.void === null ? null : toVoid(row.void),
        exchange: await exchangeOf(tx, id),
      };
    });
  }
}

async function partsOf({ prisma, businessId }: ReadTx, transactionId: string) {
  const ofIt = { businessId, transactionId };
  const items = await prisma.transactionItem.findMany({ where: ofIt, orderBy: { lineNumber: 'asc' } });
  const ofItems = { businessId, itemId: { in: items.map((item) => item.id) } };
  const modifiers = await prisma.itemModifier.findMany({ where: ofItems, orderBy: { id: 'asc' } });
  const discounts = await prisma.itemDiscount.findMany({ where: ofItems, orderBy: { position: 'asc' } });
  const combos = await prisma.itemCombo.findMany({ where: ofItems });
  const payments = await prisma.payment.findMany({ where: ofIt, orderBy: { lineNumber: 'asc' } });
  const approvals = await prisma.saleApproval.findMany({
    where: ofIt,
    select: { approvalId: true, action: true, approvedBy: true },
    orderBy: { approvalId: 'asc' },
  });
  const discountsOf = groupBy(discounts, (discount) => discount.itemId);
  const comboOf = new Map(combos.map((combo) => [combo.itemId, combo]));
  const modifiersOf = groupBy(modifiers, (modifier) => modifier.itemId);
  return {
    items: items.map((item) =>
      toItem(item, modifiersOf.get(item.id) ?? [], discountsOf.get(item.id) ?? [], comboOf.get(item.id)),
    ),
    payments,
    approvals,
  };
}

/** That a refund or a sale is a part of. */
async function exchangeOf({ prisma, businessId }: ReadTx, id: string): Promise<TransactionView['exchange']> {
  return prisma.exchange.findFirst({
    where: { businessId, OR: [{ refundId: id }, { saleId: id }] },
    select: { refundId: true, saleId: true },
  });
}

/** What came of a transaction since: later receipts and refunds; and of a refund, the sale that it is of. */
interface Since {
  readonly settled: Money;
  readonly refunded: Money;
  readonly isWhole: boolean;
  readonly originalId: string | null;
}

async function sinceOf(tx: ReadTx, rows: readonly StandingTransaction[]): Promise<(id: string) => Since> {
  const { prisma, businessId } = tx;
  const idsOf = (type: TransactionType) => rows.filter((row) => row.type === type).map(({ id }) => id);
  const settled = await settledSince(tx, rows);
  const refunds = await prisma.$queryRaw<{ sale: string; refunded: bigint; complete: boolean }[]>`
    select * from sales.refunds_of(${businessId}::uuid, ${idsOf('sale')}::uuid[])`;
  const originals = await prisma.refund.findMany({ where: { businessId, transactionId: { in: idsOf('refund') } } });
  const refundsOf = new Map(refunds.map((row) => [row.sale, row]));
  const originalOf = new Map(originals.map(({ transactionId, originalId }) => [transactionId, originalId]));
  return (id) => ({
    settled: settled.get(id) ?? 0n,
    refunded: refundsOf.get(id)?.refunded ?? 0n,
    isWhole: refundsOf.get(id)?.complete ?? false,
    originalId: originalOf.get(id) ?? null,
  });
}

function statusOf(row: StandingTransaction, refunded: Money, isWhole: boolean): TransactionStatus {
  if (row.void !== null) return 'voided';
  if (isWhole) return 'refunded';
  return refunded > 0n ? 'partially_refunded' : 'completed';
}

/** What was paid later of the sales that left something on account. */
async function settledSince(tx: ReadTx, rows: readonly Transaction[]): Promise<Map<string, Money>> {
  const owing = rows.filter(({ type, onAccount }) => type === 'sale' && onAccount > 0n).map(({ id }) => id);
  if (owing.length === 0) return new Map();
  const settled = await tx.prisma.$queryRaw<{ source: string; settled: bigint }[]>`
    select * from ledger.settled_amounts(${tx.businessId}::uuid, 'sale', ${owing}::uuid[])`;
  return new Map(settled.map((item) => [item.source, item.settled]));
}

function toSummary(row: StandingTransaction, { settled, refunded, isWhole, originalId }: Since): TransactionSummary {
  return {
    transactionId: row.id,
    type: row.type as TransactionType,
    originalTransactionId: originalId,
    status: statusOf(row, refunded, isWhole),
    refundedTotal: moneyToJson(refunded),
    receiptNumber: row.receiptNumber,
    outletId: row.outletId,
    shiftId: row.shiftId,
    orderType: row.orderType as OrderType,
    customerId: row.customerId,
    subtotal: moneyToJson(row.subtotal),
    discountAmount: moneyToJson(row.discountAmount),
    serviceCharge: moneyToJson(row.serviceCharge),
    taxAmount: moneyToJson(row.taxAmount),
    rounding: moneyToJson(row.rounding),
    grandTotal: moneyToJson(row.grandTotal),
    paid: moneyToJson(row.paid),
    change: moneyToJson(row.change),
    tip: moneyToJson(row.tip),
    onAccount: moneyToJson(row.onAccount),
    dueDate: row.dueDate === null ? null : isoDate(row.dueDate),
    paymentStatus:
      row.type === 'refund' ? 'paid' : paymentStatusOf(row.paid - row.change + settled, row.onAccount - settled),
    syncStatus: 'synced', // without an external ledger a sale is synced to its own journal entry
    ledgerEntryId: row.journalEntryId,
    businessDate: isoDate(row.businessDate),
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
  };
}

function toVoid({ reason, voidedBy, approvedBy, voidedAt, journalEntryId }: Void): TransactionView['void'] {
  return { reason, voidedBy, approvedBy, voidedAt: voidedAt.toISOString(), ledgerEntryId: journalEntryId };
}

function toPayment(payment: Payment): TransactionView['payments'][number] {
  return {
    paymentId: payment.id,
    ...(payment.originalPaymentId !== null && { originalPaymentId: payment.originalPaymentId }),
    method: payment.method as PaymentMethod,
    amount: moneyToJson(payment.tendered),
    change: moneyToJson(payment.change),
    reference: payment.reference,
  };
}

function toItem(
  item: TransactionItem,
  modifiers: readonly ItemModifier[],
  discounts: readonly ItemDiscount[],
  combo: ItemCombo | undefined,
): TransactionView['items'][number] {
  return {
    itemId: item.id,
    ...(item.originalItemId !== null && { originalItemId: item.originalItemId }),
    lineNumber: item.lineNumber,
    productId: item.productId,
    variantId: item.variantId,
    name: item.name,
    quantity: item.quantity.toFixed(),
    uom: item.uom,
    unitId: item.unitId,
    unitPrice: moneyToJson(item.unitPrice),
    combo: combo ? { itemNumber: combo.itemNumber, productId: combo.productId, name: combo.name } : null,
    modifiers: modifiers.map(({ modifierId, name, quantity, unitPrice }) => ({
      modifierId,
      name,
      quantity,
      unitPrice: moneyToJson(unitPrice),
    })),
    subtotal: moneyToJson(item.subtotal),
    discountAmount: moneyToJson(item.discountAmount),
    discounts: discounts.map(({ scope, source, sourceId, name, amount }) => ({
      scope: scope as DiscountScope,
      source: source as DiscountSource,
      sourceId,
      name,
      amount: moneyToJson(amount),
    })),
    serviceCharge: moneyToJson(item.serviceCharge),
    taxAmount: moneyToJson(item.taxAmount),
    total: moneyToJson(item.total),
    notes: item.notes,
  };
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
