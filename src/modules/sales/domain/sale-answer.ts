import { moneyToJson } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import { shownReference } from './gift-card-tender';
import { amountsOf, type NumberedLine, type SettledSale, tenderedOf, toldCombo, toldDiscount } from './sale-terms';
import { paymentStatusOf } from './settlement';

/** What the till is told; the commit adds the receipt number and the journal entry. */
export function saleAnswer(sale: SettledSale) {
  const { terms, context, settlement, items, payments } = sale;
  return {
    transactionId: terms.transactionId,
    type: 'sale' as const,
    originalTransactionId: null,
    status: 'completed' as const,
    refundedTotal: 0,
    outletId: context.outlet.id,
    shiftId: terms.shiftId,
    orderType: terms.orderType,
    tableId: terms.tableId,
    customerId: terms.customerId,
    ...amountsOf(sale),
    ...tenderedOf(sale),
    paymentStatus: paymentStatusOf(settlement.paid, settlement.onAccount),
    syncStatus: 'synced' as const, // without an external ledger a sale is synced to its own journal entry
    businessDate: terms.businessDate,
    occurredAt: terms.occurredAt.toISOString(),
    approvals: [...terms.approvals],
    notes: terms.notes,
    items: items.map(answerItem),
    payments: payments.map(({ id, payment }) => ({
      paymentId: id,
      method: payment.method,
      amount: moneyToJson(payment.amount),
      change: moneyToJson(payment.change),
      reference: shownReference(payment),
    })),
    void: null,
    exchange: null as { readonly refundId: string; readonly saleId: string } | null,
  };
}

function answerItem({ id, lineNumber, line }: NumberedLine) {
  return {
    itemId: id,
    lineNumber,
    productId: line.product.id,
    variantId: line.variantId,
    name: line.name,
    quantity: formatQuantity(line.quantity),
    uom: line.unit?.name ?? line.product.uom,
    unitId: line.unit?.id ?? null,
    unitPrice: moneyToJson(line.unitPrice),
    combo: toldCombo(line),
    modifiers: line.modifiers.map((modifier) => ({
      modifierId: modifier.id,
      name: modifier.name,
      quantity: modifier.quantity,
      unitPrice: moneyToJson(modifier.price),
    })),
    subtotal: moneyToJson(line.subtotal),
    discountAmount: moneyToJson(line.discountAmount),
    discounts: line.discounts.map(toldDiscount),
    serviceCharge: moneyToJson(line.serviceCharge),
    taxAmount: moneyToJson(line.taxAmount),
    total: moneyToJson(line.total),
    notes: line.notes,
  };
}
