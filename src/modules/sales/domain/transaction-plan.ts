import type { PricedCart } from './pricing';
import { saleAnswer } from './sale-answer';
import type { SaleContext } from './sale-context';
import { saleEvent } from './sale-event';
import {
  balances,
  comboRows,
  discountRows,
  drawerMovement,
  itemRow,
  journalEntry,
  modifierRows,
  paymentRows,
  stockLines,
  transactionRow,
} from './sale-rows';
import { numberLines, type SaleTerms } from './sale-terms';
import type { Settlement } from './settlement';

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
  const sale = numberLines(terms, cart, settlement, context);
  return {
    businessId: terms.businessId,
    revision: Number(context.revision),
    outletCode: context.outlet.code,
    idempotency,
    transaction: transactionRow(sale),
    items: sale.items.map(itemRow),
    modifiers: sale.items.flatMap(modifierRows),
    discounts: sale.items.flatMap(discountRows),
    combos: sale.items.flatMap(comboRows),
    payments: paymentRows(sale),
    balances: balances(sale),
    stockLines: stockLines(sale),
    entry: journalEntry(sale),
    drawerMovement: drawerMovement(sale),
    event: saleEvent(sale),
    answer: saleAnswer(sale),
  };
}
