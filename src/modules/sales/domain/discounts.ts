import { allocate, sum, type Money } from '../../../kernel/money';
import { applyRate } from '../../../kernel/rate';
import type { DiscountScope, DiscountSource } from '../contracts/sales.events';
import type { AskedDiscount, Off } from './cart';
import type { CartLine } from './cart-lines';
import { discountTooLarge } from './sales.errors';

/** What one reason takes off one line, as the shelf says it. */
export interface Discount {
  readonly scope: DiscountScope;
  readonly source: DiscountSource;
  /** Of the promotion or of the voucher; null: given by hand. */
  readonly sourceId: string | null;
  readonly name: string;
  readonly amount: Money;
}

export type DiscountReason = Omit<Discount, 'amount'>;

/** A line with all that was taken off it so far. */
export interface DiscountedLine extends CartLine {
  readonly discounts: readonly Discount[];
  /** The gross less its discounts. */
  readonly net: Money;
}

export function undiscounted(line: CartLine): DiscountedLine {
  return { ...line, discounts: [], net: line.gross };
}

export function takeOff(line: DiscountedLine, reason: DiscountReason, amount: Money): DiscountedLine {
  if (amount === 0n) return line;
  return { ...line, discounts: [...line.discounts, { ...reason, amount }], net: line.net - amount };
}

/** Spreads an amount over the lines in proportion to what is left of them, by largest remainder. */
export function takeOffAll(
  lines: readonly DiscountedLine[],
  reason: DiscountReason,
  amount: Money,
): readonly DiscountedLine[] {
  const shares = allocate(
    amount,
    lines.map(({ net }) => net),
  );
  return lines.map((line, index) => takeOff(line, reason, shares[index]!));
}

export function giveOnLine(line: DiscountedLine, asked: AskedDiscount | null): DiscountedLine {
  return asked ? takeOff(line, byHand('line', asked), amountOff(asked.off, line.net)) : line;
}

export function giveOnOrder(lines: readonly DiscountedLine[], asked: AskedDiscount | null): readonly DiscountedLine[] {
  return asked ? takeOffAll(lines, byHand('order', asked), amountOff(asked.off, netOf(lines))) : lines;
}

export function netOf(lines: readonly DiscountedLine[]): Money {
  return sum(lines.map(({ net }) => net));
}

function amountOff(off: Off, left: Money): Money {
  if (off.kind === 'percentage') return applyRate(left, off.rateBps);
  if (off.amount > left) throw discountTooLarge(off.amount, left);
  return off.amount;
}

function byHand(scope: DiscountScope, { reason }: AskedDiscount): DiscountReason {
  return { scope, source: 'manual', sourceId: null, name: reason ?? 'Diskon' };
}
