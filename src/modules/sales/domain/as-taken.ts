import { divideHalfUp, sum, type Money } from '../../../kernel/money';
import type { CartItem, Tender } from './cart';
import type { PricedCart } from './pricing';
import type { OutletTerms } from './sale-context';
import { roundCash, settle, type Settlement, type SettlementTerms } from './settlement';

export interface TakenSale {
  readonly cart: PricedCart;
  readonly settlement: Settlement;
  /** Whether our rules come to another total than the till took. */
  readonly differs: boolean;
}

/**
 * Settles a sale for what its till took: the cash in the drawer is a fact. Where our prices and rules come to another
 * total, the prices that the till does not tell give way first, and the rupiah that are left are rounding. What was paid
 * less than the till says it took is left on account.
 */
export function settleAsTaken(
  price: (items: readonly CartItem[]) => PricedCart,
  items: readonly CartItem[],
  payments: readonly Tender[],
  outlet: OutletTerms,
  { grandTotal, ...terms }: SettlementTerms & { readonly tip: Money; readonly grandTotal: Money | null },
): TakenSale {
  const { cashRoundingStep, cashRoundingDirection } = outlet;
  const cart = price(items);
  const ours = attempt(() => settle(cart.total, payments, cashRoundingStep, cashRoundingDirection, terms));
  if (ours && (grandTotal === null || ours.grandTotal === grandTotal))
    return { cart, settlement: ours, differs: false };

  const taken = whatWasTaken(cart, payments, terms.tip, grandTotal);
  const differs = taken !== cart.total && taken !== roundCash(cart.total, cashRoundingStep, cashRoundingDirection);
  const fitted = differs ? fitPrices(price, items, cart, taken) : cart;
  const settlement = settle(taken + terms.tip, payments, 1n, 'nearest', { mayOwe: true });
  const amounts = { grandTotal: taken, tip: terms.tip, rounding: taken - fitted.total };
  return { cart: fitted, settlement: { ...settlement, ...amounts }, differs };
}

/** As the till tells it, or else as it was paid: no less than what was paid by what gives no change. */
function whatWasTaken(cart: PricedCart, payments: readonly Tender[], tip: Money, grandTotal: Money | null): Money {
  const paid = sum(payments.map(({ amount }) => amount));
  const notCash = sum(payments.map(({ method, amount }) => (method === 'cash' ? 0n : amount)));
  const told = grandTotal ?? (paid > tip ? paid - tip : cart.total);
  return told > notCash - tip ? told : notCash - tip;
}

/**
 * The cart with the prices that the till does not tell in one proportion, so that it comes to what was taken. What it comes
 * to is a straight line over that proportion, fixed discounts and all: two prices of it tell the third.
 */
function fitPrices(
  price: (items: readonly CartItem[]) => PricedCart,
  items: readonly CartItem[],
  cart: PricedCart,
  taken: Money,
): PricedCart {
  const free = cart.lines.filter(({ itemNumber }) => items[itemNumber - 1]!.unitPrice === null);
  const freeTotal = sum(free.map(({ total }) => total));
  const left = taken - (cart.total - freeTotal);
  if (freeTotal === 0n || left < 0n) return cart;
  const first = price(scalePrices(items, cart, left, freeTotal));
  const [off, moved] = [taken - first.total, first.total - cart.total];
  const [numerator, denominator] = [left * moved + off * (left - freeTotal), freeTotal * moved];
  if (off === 0n || numerator * denominator <= 0n) return first;
  const second = attempt(() => price(scalePrices(items, cart, magnitude(numerator), magnitude(denominator))));
  return second && magnitude(taken - second.total) < magnitude(off) ? second : first;
}

function scalePrices(items: readonly CartItem[], cart: PricedCart, numerator: bigint, denominator: bigint): CartItem[] {
  return items.map((item, index) => {
    if (item.unitPrice !== null) return item;
    const line = cart.lines.find(({ itemNumber }) => itemNumber === index + 1)!;
    return { ...item, unitPrice: divideHalfUp((line.soldIn ?? line).unitPrice * numerator, denominator) };
  });
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
