import type { DomainEvent } from '../../../kernel/domain-event';
import { groupBy } from '../../../kernel/group-by';
import { newId } from '../../../kernel/ids';
import { moneyToJson, sum, type Money } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import type { PaymentMethod } from '../contracts/sales.events';
import { type RefundMethod, TRANSACTION_REFUNDED, type TransactionRefunded } from '../contracts/refund.events';
import { debtRole, type PostingLine, TENDER_ROLES } from './posting';
import type { RefundSettlement } from './refund-settlement';
import type { ReturnedItem } from './refunding';
import type { UndoableSale } from './voiding';

/** What a refund is apart from its items and its money. */
export interface RefundFacts {
  readonly transactionId: string;
  readonly sale: UndoableSale;
  readonly outletCode: string;
  readonly shiftId: string;
  readonly employeeId: string;
  readonly customerId: string | null;
  readonly method: RefundMethod;
  readonly reason: string;
  readonly approvedBy: string | null;
  readonly refundedBefore: Money;
  readonly businessDate: string;
  readonly at: Date;
}

export interface RefundPlan {
  readonly facts: RefundFacts;
  readonly items: readonly ReturnedItem[];
  readonly settlement: RefundSettlement;
  readonly payments: readonly RefundPayment[];
}

export interface RefundPayment {
  readonly id: string;
  readonly lineNumber: number;
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly originalPaymentId: string | null;
}

export function planRefund(
  facts: RefundFacts,
  items: readonly ReturnedItem[],
  settlement: RefundSettlement,
): RefundPlan {
  const payments = settlement.tenders.map(({ method, amount, originalPaymentId }, place) => ({
    id: newId(),
    lineNumber: place + 1,
    method,
    amount: moneyToJson(amount),
    originalPaymentId,
  }));
  return { facts, items, settlement, payments };
}

const amountOf = (
  items: readonly ReturnedItem[],
  amount: 'subtotal' | 'discountAmount' | 'serviceCharge' | 'taxAmount',
) => sum(items.map((item) => item[amount]));

export function refundRow({ facts, items, settlement }: RefundPlan) {
  const paid = settlement.grandTotal - settlement.onAccount;
  return {
    id: facts.transactionId,
    type: 'refund',
    outletId: facts.sale.outletId,
    shiftId: facts.shiftId,
    orderType: facts.sale.orderType,
    tableId: null,
    customerId: facts.customerId,
    employeeId: facts.employeeId,
    businessDate: facts.businessDate,
    subtotal: moneyToJson(amountOf(items, 'subtotal')),
    discountAmount: moneyToJson(amountOf(items, 'discountAmount')),
    serviceCharge: moneyToJson(amountOf(items, 'serviceCharge')),
    taxAmount: moneyToJson(amountOf(items, 'taxAmount')),
    rounding: moneyToJson(settlement.rounding),
    grandTotal: moneyToJson(settlement.grandTotal),
    tip: 0,
    paid: moneyToJson(paid),
    change: 0,
    onAccount: moneyToJson(settlement.onAccount),
    dueDate: null,
    notes: null,
    occurredAt: facts.at.toISOString(),
  };
}

export function returnedItemRow(item: ReturnedItem) {
  return {
    id: item.id,
    originalItemId: item.original.id,
    lineNumber: item.lineNumber,
    quantity: formatQuantity(item.quantity),
    gross: moneyToJson(item.gross),
    subtotal: moneyToJson(item.subtotal),
    discountAmount: moneyToJson(item.discountAmount),
    serviceCharge: moneyToJson(item.serviceCharge),
    taxBase: moneyToJson(item.taxBase),
    taxAmount: moneyToJson(item.taxAmount),
    total: moneyToJson(item.total),
    cost: item.cost === null ? null : moneyToJson(item.cost),
  };
}

/** What goes back on the shelf. */
export function returnLines({ facts, items }: RefundPlan) {
  return items.flatMap(({ id, original, quantity, cost }) =>
    cost === null
      ? []
      : [
          {
            movementId: newId(),
            lineId: id,
            sourceId: facts.transactionId,
            stockItemId: original.stockItemId,
            quantity: formatQuantity((quantity * original.unitFactor) / 10_000n),
            value: moneyToJson(cost),
            occurredAt: facts.at.toISOString(),
          },
        ],
  );
}

/**
 * The journal entry of a refund without the cost of its goods: returns, service charge, taxes and rounding to the tenders
 * and to what is owed (fixtures J19, J21).
 */
export function postRefund({ facts, items, settlement }: RefundPlan): PostingLine[] {
  const taxes = groupBy(items, ({ original }) => original.taxRole);
  const { rounding } = settlement;
  const lines = [
    debit('SALES_RETURN', amountOf(items, 'subtotal') - amountOf(items, 'discountAmount')),
    debit('SERVICE_CHARGE', amountOf(items, 'serviceCharge')),
    ...[...taxes].flatMap(([role, taxed]) => (role === null ? [] : [debit(role, amountOf(taxed, 'taxAmount'))])),
    rounding > 0n ? debit('ROUNDING', rounding) : credit('ROUNDING', -rounding),
    credit(debtRole(facts.sale.customerId), settlement.onAccount),
    ...settlement.tenders.map(({ method, amount }) => credit(TENDER_ROLES[method], amount)),
  ];
  return lines.filter((line) => line.debit > 0n || line.credit > 0n);
}

export function transactionRefunded(
  { facts, items, settlement, payments }: RefundPlan,
  receiptNumber: string,
): DomainEvent<typeof TRANSACTION_REFUNDED, TransactionRefunded> {
  const { sale, at } = facts;
  return {
    eventId: newId(),
    type: TRANSACTION_REFUNDED,
    version: 1,
    outletId: sale.outletId,
    occurredAt: at,
    payload: {
      transactionId: facts.transactionId,
      originalTransactionId: sale.id,
      outletId: sale.outletId,
      shiftId: facts.shiftId,
      receiptNumber,
      originalReceiptNumber: sale.receiptNumber,
      businessDate: facts.businessDate,
      customerId: facts.customerId,
      refundTotal: moneyToJson(settlement.grandTotal),
      refundedBefore: moneyToJson(facts.refundedBefore),
      originalTotal: moneyToJson(sale.grandTotal),
      onAccount: moneyToJson(settlement.onAccount),
      method: facts.method,
      reason: facts.reason,
      approvedBy: facts.approvedBy,
      items: items.map((item) => ({
        itemId: item.id,
        originalItemId: item.original.id,
        productId: item.original.productId,
        name: item.original.name,
        quantity: formatQuantity(item.quantity),
        total: moneyToJson(item.total),
        restocked: item.cost !== null,
      })),
      payments: payments.map(({ id, originalPaymentId, method, amount }) => ({
        paymentId: id,
        originalPaymentId,
        method,
        amount,
      })),
    },
  };
}

function debit(role: string, amount: Money): PostingLine {
  return { role, debit: amount, credit: 0n };
}

function credit(role: string, amount: Money): PostingLine {
  return { role, debit: 0n, credit: amount };
}
