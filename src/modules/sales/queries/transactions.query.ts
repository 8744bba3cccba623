import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { groupBy } from '../../../kernel/group-by';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { ItemModifier, Transaction, TransactionItem } from '../../../platform/database/generated/client';
import { type Page, toPage } from '../../../platform/http/paging';
import type { OrderType, PaymentMethod } from '../contracts/sales.events';
import { transactionNotFound } from '../domain/sales.errors';
import { readPosition } from './receipt-position';
import type { TransactionFilterInput, TransactionSummary, TransactionView } from '../http/transaction.schema';

/** The sales of an outlet, from what was stored with them. */
@Injectable()
export class TransactionsQuery {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, filter: TransactionFilterInput): Promise<Page<TransactionSummary>> {
    const { businessId } = actor;
    const after = readPosition(filter.cursor);
    const rows = await this.database.read(businessId, (tx) =>
      tx.prisma.transaction.findMany({
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
      }),
    );
    const page = toPage(rows, filter.limit, (row) => [isoDate(row.businessDate), String(row.receiptSequence)]);
    return { ...page, data: page.data.map(toSummary) };
  }

  async get(actor: Actor, id: string): Promise<TransactionView> {
    const { businessId } = actor;
    return this.database.read(businessId, async (tx) => {
      const row = await tx.prisma.transaction.findUnique({ where: { businessId_id: { businessId, id } } });
      if (!row || !worksAt(actor, row.outletId)) throw transactionNotFound();
      const items = await tx.prisma.transactionItem.findMany({
        where: { businessId, transactionId: id },
        orderBy: { lineNumber: 'asc' },
      });
      const modifiers = await tx.prisma.itemModifier.findMany({
        where: { businessId, itemId: { in: items.map((item) => item.id) } },
        orderBy: { id: 'asc' },
      });
      const payments = await tx.prisma.payment.findMany({
        where: { businessId, transactionId: id },
        orderBy: { lineNumber: 'asc' },
      });
      const modifiersOf = groupBy(modifiers, (modifier) => modifier.itemId);
      const { recordedAt: _, ...summary } = toSummary(row);
      return {
        ...summary,
        tableId: row.tableId,
        notes: row.notes,
        items: items.map((item) => toItem(item, modifiersOf.get(item.id) ?? [])),
        payments: payments.map((payment) => ({
          paymentId: payment.id,
          method: payment.method as PaymentMethod,
          amount: moneyToJson(payment.tendered),
          change: moneyToJson(payment.change),
          reference: payment.reference,
        })),
      };
    });
  }
}

function toSummary(row: Transaction): TransactionSummary {
  return {
    transactionId: row.id,
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
    syncStatus: 'synced', // without an external ledger a sale is synced to its own journal entry
    ledgerEntryId: row.journalEntryId,
    businessDate: isoDate(row.businessDate),
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
  };
}

function toItem(item: TransactionItem, modifiers: readonly ItemModifier[]): TransactionView['items'][number] {
  return {
    itemId: item.id,
    lineNumber: item.lineNumber,
    productId: item.productId,
    variantId: item.variantId,
    name: item.name,
    quantity: item.quantity.toFixed(),
    uom: item.uom,
    unitPrice: moneyToJson(item.unitPrice),
    modifiers: modifiers.map(({ modifierId, name, quantity, unitPrice }) => ({
      modifierId,
      name,
      quantity,
      unitPrice: moneyToJson(unitPrice),
    })),
    subtotal: moneyToJson(item.subtotal),
    discountAmount: moneyToJson(item.discountAmount),
    serviceCharge: moneyToJson(item.serviceCharge),
    taxAmount: moneyToJson(item.taxAmount),
    total: moneyToJson(item.total),
    notes: item.notes,
  };
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
