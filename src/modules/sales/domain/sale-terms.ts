import type { EventActor } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import type { OrderType } from '../contracts/sales.events';
import type { OfflineTurn } from './offline-sale';
import type { PricedCart, PricedDiscount, PricedLine } from './pricing';
import type { LentPermission, SaleContext } from './sale-context';
import type { SettledPayment, Settlement } from './settlement';

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
  /** When what is left on account must be paid; null: nothing may be left. */
  readonly dueDate: string | null;
  /** That the customer redeems. */
  readonly points: bigint;
  /** Permissions that were lent for it, and that its cashier lacks. */
  readonly approvals: readonly LentPermission[];
  readonly notes: string | null;
  readonly occurredAt: Date;
  readonly businessDate: string;
  /** Where it has happened at an offline till already; null: it is happening now. */
  readonly offline: OfflineTurn | null;
}

/** A line of the cart, with the id and number that it is stored under. */
export interface NumberedLine {
  readonly id: string;
  readonly lineNumber: number;
  readonly line: PricedLine;
}

export interface NumberedPayment {
  readonly id: string;
  readonly lineNumber: number;
  readonly payment: SettledPayment;
}

/** A sale that is priced and settled, before it is laid out. */
export interface SettledSale {
  readonly terms: SaleTerms;
  readonly context: SaleContext;
  readonly cart: PricedCart;
  readonly settlement: Settlement;
  readonly items: readonly NumberedLine[];
  readonly payments: readonly NumberedPayment[];
}

export function numberLines(
  terms: SaleTerms,
  cart: PricedCart,
  settlement: Settlement,
  context: SaleContext,
): SettledSale {
  return {
    terms,
    context,
    cart,
    settlement,
    items: cart.lines.map((line, index) => ({ id: newId(), lineNumber: index + 1, line })),
    payments: settlement.payments.map((payment, index) => ({ id: newId(), lineNumber: index + 1, payment })),
  };
}

/** The amounts of the whole sale, as they stand in its row, its event and its answer. */
export function amountsOf({ terms, cart, settlement }: SettledSale) {
  return {
    subtotal: moneyToJson(cart.subtotal),
    discountAmount: moneyToJson(cart.discountAmount),
    serviceCharge: moneyToJson(cart.serviceCharge),
    taxAmount: moneyToJson(cart.taxAmount),
    rounding: moneyToJson(settlement.rounding),
    grandTotal: moneyToJson(settlement.grandTotal),
    tip: moneyToJson(settlement.tip),
    onAccount: moneyToJson(settlement.onAccount),
    dueDate: settlement.onAccount > 0n ? terms.dueDate : null,
  };
}

export function tenderedOf({ settlement }: SettledSale) {
  return { paid: moneyToJson(settlement.paid), change: moneyToJson(settlement.change) };
}

/** The combo that goods were sold in, as it stands in the event and in the answer; those of one itemNumber are one. */
export function toldCombo({ itemNumber, soldIn }: PricedLine) {
  return soldIn && { itemNumber, productId: soldIn.product.id, name: soldIn.name };
}

/** A discount as it stands in the event and in the answer. */
export function toldDiscount({ scope, source, sourceId, name, amount }: PricedDiscount) {
  return { scope, source, sourceId, name, amount: moneyToJson(amount) };
}
