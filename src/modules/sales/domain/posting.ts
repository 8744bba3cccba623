import { groupBy } from '../../../kernel/group-by';
import { sum, type Money } from '../../../kernel/money';
import { TENDER_ROLES } from '../contracts/sales.events';
import type { PricedCart } from './pricing';
import type { Settlement } from './settlement';

export { TENDER_ROLES } from '../contracts/sales.events';

/** A line of a journal entry by the system role of its account; one side is zero. */
export interface PostingLine {
  readonly role: string;
  readonly debit: Money;
  readonly credit: Money;
}

/**
 * The journal entry of a sale without its cost of goods, which is known under the stock's lock: tenders and discounts to
 * revenue, service charge, tax owed, tips and rounding (fixtures J01 to J06, J08, J09, J33, J46, J48, J49). `customerId`: who
 * owes what is left on account.
 */
export function postSale(cart: PricedCart, settlement: Settlement, customerId: string | null): PostingLine[] {
  const lines = [
    ...settlement.payments.map(({ method, settled }) => debit(TENDER_ROLES[method], settled)),
    debit(debtRole(customerId), settlement.onAccount),
    debit('SALES_DISCOUNT', cart.discountAmount),
    ...[...groupBy(cart.lines, (line) => line.product.revenueRole)].map(([role, group]) =>
      credit(role, sum(group.map((line) => line.subtotal))),
    ),
    credit('SERVICE_CHARGE', cart.serviceCharge),
    ...[...groupBy(cart.lines, (line) => line.taxRule.liabilityRole)].flatMap(([role, group]) =>
      role === null ? [] : [credit(role, sum(group.map((line) => line.taxAmount)))],
    ),
    credit('TIPS_PAYABLE', settlement.tip),
    settlement.rounding < 0n ? debit('ROUNDING', -settlement.rounding) : credit('ROUNDING', settlement.rounding),
  ];
  return lines.filter((line) => line.debit > 0n || line.credit > 0n);
}

/** What a customer owes is receivable; what nobody knows whose it is stands in suspense, for a manager to clear. */
export function debtRole(customerId: string | null): 'AR' | 'SUSPENSE' {
  return customerId === null ? 'SUSPENSE' : 'AR';
}

function debit(role: string, amount: Money): PostingLine {
  return { role, debit: amount, credit: 0n };
}

function credit(role: string, amount: Money): PostingLine {
  return { role, debit: 0n, credit: amount };
}
