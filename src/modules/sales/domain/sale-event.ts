import { newId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import { TRANSACTION_CREATED, type TransactionCreated } from '../contracts/sales.events';
import { amountsOf, type NumberedLine, type SettledSale, toldCombo, toldDiscount } from './sale-terms';

/** The fact that is told of the sale; its receipt number is given under the outlet's lock. */
export function saleEvent(sale: SettledSale) {
  const { terms, context, items, payments } = sale;
  const payload: TransactionCreated = {
    transactionId: terms.transactionId,
    outletId: context.outlet.id,
    shiftId: terms.shiftId,
    receiptNumber: '',
    businessDate: terms.businessDate,
    orderType: terms.orderType,
    tableId: terms.tableId,
    customerId: terms.customerId,
    ...amountsOf(sale),
    approvals: [...terms.approvals],
    notes: terms.notes,
    items: items.map(eventItem),
    payments: payments.map(({ payment }) => ({ method: payment.method, amount: moneyToJson(payment.settled) })),
  };
  return {
    eventId: newId(),
    type: TRANSACTION_CREATED,
    version: 1,
    occurredAt: terms.occurredAt.toISOString(),
    actor: terms.actor,
    correlationId: terms.correlationId,
    payload,
  };
}

function eventItem({ id, lineNumber, line }: NumberedLine): TransactionCreated['items'][number] {
  return {
    itemId: id,
    lineNumber,
    productId: line.product.id,
    variantId: line.variantId,
    name: line.name,
    quantity: formatQuantity(line.quantity),
    baseQuantity: formatQuantity(line.baseQuantity),
    unitPrice: moneyToJson(line.unitPrice),
    listPrice: moneyToJson(line.listed.price),
    discountAmount: moneyToJson(line.discountAmount),
    discounts: line.discounts.map(toldDiscount),
    station: line.product.station,
    ...(line.soldIn && { combo: toldCombo(line)! }),
    modifiers: line.modifiers.map((modifier) => ({
      modifierId: modifier.id,
      name: modifier.name,
      quantity: modifier.quantity,
    })),
    notes: line.notes,
  };
}
