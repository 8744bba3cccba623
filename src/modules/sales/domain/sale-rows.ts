import { newId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import { postSale } from './posting';
import { amountsOf, type NumberedLine, type SettledSale, tenderedOf } from './sale-terms';

/** The sale's own row; its receipt number is given under the outlet's lock. */
export function transactionRow(sale: SettledSale) {
  const { terms, context } = sale;
  return {
    id: terms.transactionId,
    type: 'sale',
    outletId: context.outlet.id,
    shiftId: terms.shiftId,
    orderType: terms.orderType,
    tableId: terms.tableId,
    customerId: terms.customerId,
    employeeId: terms.actor.employeeId,
    businessDate: terms.businessDate,
    ...amountsOf(sale),
    ...tenderedOf(sale),
    notes: terms.notes,
    occurredAt: terms.occurredAt.toISOString(),
  };
}

export function itemRow({ id, lineNumber, line }: NumberedLine) {
  return {
    id,
    lineNumber,
    productId: line.product.id,
    variantId: line.variantId,
    name: line.name,
    quantity: formatQuantity(line.quantity),
    uom: line.product.uom,
    unitPrice: moneyToJson(line.unitPrice),
    listPrice: moneyToJson(line.listPrice),
    gross: moneyToJson(line.gross),
    subtotal: moneyToJson(line.subtotal),
    discountAmount: 0,
    serviceCharge: moneyToJson(line.serviceCharge),
    taxRuleId: line.taxRule.id,
    taxBase: moneyToJson(line.taxBase),
    taxAmount: moneyToJson(line.taxAmount),
    total: moneyToJson(line.total),
    notes: line.notes,
  };
}

export function modifierRows({ id, line }: NumberedLine) {
  return line.modifiers.map((modifier) => ({
    id: newId(),
    itemId: id,
    modifierId: modifier.id,
    name: modifier.name,
    quantity: modifier.quantity,
    unitPrice: moneyToJson(modifier.price),
  }));
}

export function paymentRows({ payments }: SettledSale) {
  return payments.map(({ id, lineNumber, payment }) => ({
    id,
    lineNumber,
    method: payment.method,
    tendered: moneyToJson(payment.amount),
    change: moneyToJson(payment.change),
    amount: moneyToJson(payment.settled),
    reference: payment.reference,
  }));
}

/** What goes off the shelf; a product that is not counted takes nothing. */
export function stockLines({ terms, items }: SettledSale) {
  return items
    .filter(({ line }) => line.product.trackStock)
    .map(({ id, line }) => ({
      movementId: newId(),
      lineId: id,
      sourceId: terms.transactionId,
      stockItemId: line.variantId ?? line.product.id,
      quantity: formatQuantity(line.quantity),
      occurredAt: terms.occurredAt.toISOString(),
    }));
}

/** The journal entry without its cost of goods, which is known under the stock's lock. */
export function journalEntry({ terms, context, cart, settlement }: SettledSale) {
  return {
    id: newId(),
    effectiveDate: terms.businessDate,
    outletId: context.outlet.id,
    sourceType: 'sale',
    sourceId: terms.transactionId,
    description: 'Penjualan',
    recordedBy: terms.actor.employeeId,
    lines: postSale(cart, settlement).map(({ role, debit, credit }) => ({
      role,
      debit: moneyToJson(debit),
      credit: moneyToJson(credit),
    })),
  };
}

/** The cash that stays in the drawer; null when none does. */
export function drawerMovement({ payments }: SettledSale) {
  const cash = payments.filter(({ payment }) => payment.method === 'cash');
  const amount = moneyToJson(cash.reduce((total, { payment }) => total + payment.settled, 0n));
  return amount === 0 ? null : { id: newId(), amount };
}
