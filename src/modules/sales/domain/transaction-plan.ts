import type { EventActor } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import { type OrderType, TRANSACTION_CREATED, type TransactionCreated } from '../contracts/sales.events';
import { postSale } from './posting';
import type { PricedCart, PricedLine } from './pricing';
import type { SaleContext } from './sale-context';
import type { Settlement } from './settlement';

/** What a sale is apart from its cart and its tenders. */
export interface SaleTerms {
  readonly transactionId: string;
  readonly businessId: string;
  readonly actor: EventActor;
  readonly correlationId: string;
  readonly shiftId: string;
  readonly orderType: OrderType;
  readonly tableId: string | null;
  readonly customerId: string | null;
  readonly notes: string | null;
  readonly occurredAt: Date;
  readonly businessDate: string;
}

export interface PlanIdempotency {
  readonly key: string;
  readonly operation: string;
  /** SHA-256 in hex. */
  readonly requestHash: string;
}

/** Everything a writer needs to persist a sale, as plain JSON: money as integers, quantities as decimal strings. */
export type TransactionPlan = ReturnType<typeof planTransaction>;

/**
 * Turns a priced and settled cart into rows. Only what the database alone can decide is missing: what the goods cost,
 * and the receipt number.
 */
export function planTransaction(
  terms: SaleTerms,
  cart: PricedCart,
  settlement: Settlement,
  context: SaleContext,
  idempotency: PlanIdempotency,
) {
  const { transactionId, occurredAt } = terms;
  const items = cart.lines.map((line, index) => ({ id: newId(), lineNumber: index + 1, line }));
  const amounts = {
    subtotal: moneyToJson(cart.subtotal),
    discountAmount: 0,
    serviceCharge: moneyToJson(cart.serviceCharge),
    taxAmount: moneyToJson(cart.taxAmount),
    rounding: moneyToJson(settlement.rounding),
    grandTotal: moneyToJson(settlement.grandTotal),
  };
  const tendered = { paid: moneyToJson(settlement.paid), change: moneyToJson(settlement.change) };
  const payments = settlement.payments.map((payment, index) => ({
    id: newId(),
    lineNumber: index + 1,
    method: payment.method,
    tendered: moneyToJson(payment.amount),
    change: moneyToJson(payment.change),
    amount: moneyToJson(payment.settled),
    reference: payment.reference,
  }));
  const intoDrawer = payments.reduce((cash, { method, amount }) => (method === 'cash' ? cash + amount : cash), 0);
  const entryId = newId();

  return {
    businessId: terms.businessId,
    revision: Number(context.revision),
    outletCode: context.outlet.code,
    idempotency,
    transaction: {
      id: transactionId,
      type: 'sale',
      outletId: context.outlet.id,
      shiftId: terms.shiftId,
      orderType: terms.orderType,
      tableId: terms.tableId,
      customerId: terms.customerId,
      employeeId: terms.actor.employeeId,
      businessDate: terms.businessDate,
      ...amounts,
      ...tendered,
      notes: terms.notes,
      occurredAt: occurredAt.toISOString(),
    },
    items: items.map(({ id, lineNumber, line }) => itemRow(id, lineNumber, line)),
    modifiers: items.flatMap(({ id, line }) =>
      line.modifiers.map((modifier) => ({
        id: newId(),
        itemId: id,
        modifierId: modifier.id,
        name: modifier.name,
        quantity: modifier.quantity,
        unitPrice: moneyToJson(modifier.price),
      })),
    ),
    payments,
    stockLines: items.flatMap(({ id, line }) =>
      line.product.trackStock
        ? [
            {
              movementId: newId(),
              lineId: id,
              sourceId: transactionId,
              stockItemId: line.variantId ?? line.product.id,
              quantity: formatQuantity(line.quantity),
              occurredAt: occurredAt.toISOString(),
            },
          ]
        : [],
    ),
    entry: {
      id: entryId,
      effectiveDate: terms.businessDate,
      outletId: context.outlet.id,
      sourceType: 'sale',
      sourceId: transactionId,
      description: 'Penjualan',
      recordedBy: terms.actor.employeeId,
      lines: postSale(cart, settlement).map(({ role, debit, credit }) => ({
        role,
        debit: moneyToJson(debit),
        credit: moneyToJson(credit),
      })),
    },
    drawerMovement: intoDrawer === 0 ? null : { id: newId(), amount: intoDrawer },
    event: {
      eventId: newId(),
      type: TRANSACTION_CREATED,
      version: 1,
      occurredAt: occurredAt.toISOString(),
      actor: terms.actor,
      correlationId: terms.correlationId,
      payload: {
        transactionId,
        outletId: context.outlet.id,
        shiftId: terms.shiftId,
        receiptNumber: '', // given under the outlet's lock
        businessDate: terms.businessDate,
        orderType: terms.orderType,
        tableId: terms.tableId,
        customerId: terms.customerId,
        ...amounts,
        notes: terms.notes,
        items: items.map(({ id, lineNumber, line }) => eventItem(id, lineNumber, line)),
        payments: payments.map(({ method, amount }) => ({ method, amount })),
      } satisfies TransactionCreated,
    },
    answer: {
      transactionId,
      outletId: context.outlet.id,
      shiftId: terms.shiftId,
      orderType: terms.orderType,
      tableId: terms.tableId,
      customerId: terms.customerId,
      ...amounts,
      ...tendered,
      syncStatus: 'synced' as const,
      businessDate: terms.businessDate,
      occurredAt: occurredAt.toISOString(),
      notes: terms.notes,
      items: items.map(({ id, lineNumber, line }) => answerItem(id, lineNumber, line)),
      payments: payments.map(({ id, method, tendered: amount, change, reference }) => ({
        paymentId: id,
        method,
        amount,
        change,
        reference,
      })),
    },
  };
}

function itemRow(id: string, lineNumber: number, line: PricedLine) {
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

function eventItem(itemId: string, lineNumber: number, line: PricedLine): TransactionCreated['items'][number] {
  return {
    itemId,
    lineNumber,
    productId: line.product.id,
    variantId: line.variantId,
    name: line.name,
    quantity: formatQuantity(line.quantity),
    unitPrice: moneyToJson(line.unitPrice),
    listPrice: moneyToJson(line.listPrice),
    station: line.product.station,
    modifiers: line.modifiers.map(({ id, name, quantity }) => ({ modifierId: id, name, quantity })),
    notes: line.notes,
  };
}

function answerItem(itemId: string, lineNumber: number, line: PricedLine) {
  return {
    itemId,
    lineNumber,
    productId: line.product.id,
    variantId: line.variantId,
    name: line.name,
    quantity: formatQuantity(line.quantity),
    uom: line.product.uom,
    unitPrice: moneyToJson(line.unitPrice),
    modifiers: line.modifiers.map(({ id, name, quantity, price }) => ({
      modifierId: id,
      name,
      quantity,
      unitPrice: moneyToJson(price),
    })),
    subtotal: moneyToJson(line.subtotal),
    discountAmount: 0,
    serviceCharge: moneyToJson(line.serviceCharge),
    taxAmount: moneyToJson(line.taxAmount),
    total: moneyToJson(line.total),
    notes: line.notes,
  };
}
