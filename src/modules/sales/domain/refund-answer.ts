import { moneyToJson } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import type { RefundPlan } from './refund-plan';

/** What the till is told of a refund; the commit adds the receipt number and the journal entry. */
export function refundAnswer({ facts, items, settlement, payments }: RefundPlan) {
  return {
    transactionId: facts.transactionId,
    originalTransactionId: facts.sale.id,
    outletId: facts.sale.outletId,
    shiftId: facts.shiftId,
    customerId: facts.customerId,
    method: facts.method,
    refundTotal: moneyToJson(settlement.grandTotal),
    rounding: moneyToJson(settlement.rounding),
    onAccount: moneyToJson(settlement.onAccount),
    refundedTotal: moneyToJson(facts.refundedBefore + settlement.grandTotal),
    reason: facts.reason,
    approvedBy: facts.approvedBy,
    businessDate: facts.businessDate,
    occurredAt: facts.at.toISOString(),
    items: items.map((item) => ({
      itemId: item.id,
      originalItemId: item.original.id,
      name: item.original.name,
      quantity: formatQuantity(item.quantity),
      subtotal: moneyToJson(item.subtotal),
      discountAmount: moneyToJson(item.discountAmount),
      serviceCharge: moneyToJson(item.serviceCharge),
      taxAmount: moneyToJson(item.taxAmount),
      total: moneyToJson(item.total),
      restocked: item.cost !== null,
    })),
    payments: payments.map(({ id, originalPaymentId, method, amount }) => ({
      paymentId: id,
      originalPaymentId,
      method,
      amount,
    })),
  };
}

export type RefundedTransaction = ReturnType<typeof refundAnswer> & {
  readonly receiptNumber: string;
  readonly ledgerEntryId: string | null;
};
