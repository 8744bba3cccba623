import { groupBy } from '../../../kernel/group-by';
import { newId } from '../../../kernel/ids';
import { moneyToJson, sum } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import { giftCardsOf, shownReference } from './gift-card-tender';
import { offlineTurn } from './offline-sale';
import { postSale } from './posting';
import { isLimited } from './promotions';
import type { PromotionTerms } from './sale-context';
import { amountsOf, type NumberedLine, type SettledSale, tenderedOf, toldCombo } from './sale-terms';

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
    uom: line.unit?.name ?? line.product.uom,
    unitId: line.unit?.id ?? null,
    unitFactor: formatQuantity(line.unit?.factor ?? 10_000n),
    unitPrice: moneyToJson(line.unitPrice),
    listPrice: moneyToJson(line.listed.price),
    priceListId: line.listed.source === 'price_list' ? line.listed.sourceId : null,
    gross: moneyToJson(line.gross),
    subtotal: moneyToJson(line.subtotal),
    discountAmount: moneyToJson(line.discountAmount),
    serviceCharge: moneyToJson(line.serviceCharge),
    taxRuleId: line.taxRule.id,
    taxBase: moneyToJson(line.taxBase),
    taxAmount: moneyToJson(line.taxAmount),
    total: moneyToJson(line.total),
    notes: line.notes,
  };
}

export function discountRows({ id, line }: NumberedLine) {
  return line.discounts.map(({ scope, source, sourceId, name, amount, beforeTax }, index) => ({
    id: newId(),
    itemId: id,
    position: index + 1,
    scope,
    source,
    sourceId,
    name,
    amount: moneyToJson(amount),
    beforeTax: moneyToJson(beforeTax),
  }));
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

/** The combos that goods were sold in. */
export function comboRows({ id, line }: NumberedLine) {
  return line.soldIn ? [{ itemId: id, ...toldCombo(line)!, uom: line.soldIn.product.uom }] : [];
}

export function paymentRows({ payments }: SettledSale) {
  return payments.map(({ id, lineNumber, payment }) => ({
    id,
    lineNumber,
    method: payment.method,
    tendered: moneyToJson(payment.amount),
    change: moneyToJson(payment.change),
    amount: moneyToJson(payment.settled),
    reference: shownReference(payment),
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
      quantity: formatQuantity(line.baseQuantity),
      occurredAt: terms.occurredAt.toISOString(),
      gone: terms.offline !== null,
    }));
}

/** The journal entry without its cost of goods, which is known under the stock's lock. */
export function journalEntry({ terms, context, cart, settlement }: SettledSale) {
  return {
    id: newId(),
    effectiveDate: terms.offline?.effectiveDate ?? terms.businessDate,
    outletId: context.outlet.id,
    sourceType: 'sale',
    sourceId: terms.transactionId,
    description: 'Penjualan',
    recordedBy: terms.actor.employeeId,
    lines: postSale(cart, settlement, terms.customerId).map(({ role, debit, credit }) => ({
      role,
      debit: moneyToJson(debit),
      credit: moneyToJson(credit),
    })),
  };
}

/** What it takes under locks that come before the stock's: its turn, where a till brings it, balances, and offers. */
export function balances(sale: SettledSale) {
  const { terms, context, settlement, payments } = sale;
  const storeCredit = payments.filter(({ payment }) => payment.method === 'store_credit');
  const takenBy = terms.actor.employeeId;
  return {
    approvals: terms.approvals.map(({ approvalId, action }) => ({ approvalId, action, takenBy })),
    customerId: terms.customerId,
    saleId: terms.transactionId,
    outletId: context.outlet.id,
    operation: terms.offline && offlineTurn(terms.offline, stockLines(sale)),
    businessDate: terms.businessDate,
    storeCredit: moneyToJson(sum(storeCredit.map(({ payment }) => payment.settled))),
    giftCards: giftCardsOf(settlement.payments),
    points: Number(terms.points),
    pointValue: moneyToJson(context.pointValue),
    ...limitedOffers(sale),
    intents: intentsOf(sale),
    openItem:
      settlement.onAccount === 0n
        ? null
        : {
            id: newId(),
            outletId: context.outlet.id,
            customerId: terms.customerId,
            sourceType: 'sale',
            sourceId: terms.transactionId,
            openedOn: terms.businessDate,
            dueDate: terms.dueDate,
            amount: moneyToJson(settlement.onAccount),
          },
  };
}

/** What it takes of offers that are counted: uses of promotions, and vouchers. */
function limitedOffers({ cart, context }: SettledSale) {
  const given = groupBy(
    cart.lines.flatMap(({ discounts }) => discounts),
    ({ sourceId }) => sourceId,
  );
  const vouchers = context.vouchers.filter(({ id }) => given.has(id));
  const isGiven = ({ id }: PromotionTerms) => given.has(id) || vouchers.some(({ promotionId }) => promotionId === id);
  const promotions = context.promotions.filter((promotion) => isLimited(promotion) && isGiven(promotion));
  return {
    vouchers: vouchers.map(({ id }) => ({ id, amount: moneyToJson(sum(given.get(id)!.map(({ amount }) => amount))) })),
    promotions: promotions.map(({ id }) => id),
    firstPurchase: promotions.some(({ firstPurchase }) => firstPurchase),
  };
}

/** The providers' payments that it is paid with. */
function intentsOf({ payments }: SettledSale) {
  return payments.flatMap(({ id, payment: { intentId, method, settled } }) =>
    intentId == null ? [] : [{ id, intentId, method, amount: moneyToJson(settled) }],
  );
}

/** The cash that stays in the drawer; null when none does. */
export function drawerMovement({ payments }: SettledSale) {
  const cash = payments.filter(({ payment }) => payment.method === 'cash');
  const amount = moneyToJson(sum(cash.map(({ payment }) => payment.settled)));
  return amount === 0 ? null : { id: newId(), amount };
}
