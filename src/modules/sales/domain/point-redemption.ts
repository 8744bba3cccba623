import type { Occasion } from './cart';
import { type DiscountedLine, netOf, takeOffAll } from './discounts';
import type { SaleContext } from './sale-context';
import { discountTooLarge, pointsNotRedeemable } from './sales.errors';

/** What points take off the whole sale, after every other discount (fixture J35). */
export function redeemPoints(
  lines: readonly DiscountedLine[],
  { points, customerId }: Pick<Occasion, 'points' | 'customerId'>,
  { pointValue }: Pick<SaleContext, 'pointValue'>,
): readonly DiscountedLine[] {
  if (points === 0n) return lines;
  if (pointValue === 0n) throw pointsNotRedeemable();
  const [amount, left] = [points * pointValue, netOf(lines)];
  if (amount > left) throw discountTooLarge(amount, left);
  const reason = { scope: 'order', source: 'points', sourceId: customerId, name: `Tukar ${points} poin` } as const;
  return takeOffAll(lines, reason, amount);
}
