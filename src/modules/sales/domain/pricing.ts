import { groupBy } from '../../../kernel/group-by';
import { allocate, MONEY_MAX, sum, type Money } from '../../../kernel/money';
import { applyRate } from '../../../kernel/rate';
import type { CartItem, Occasion } from './cart';
import { countTogether, toCartLine } from './cart-lines';
import { type SoldLine, takeApart } from './combos';
import { givePromotions } from './promotions';
import { type Discount, type DiscountedLine, giveOnLine, giveOnOrder, undiscounted } from './discounts';
import { redeemPoints } from './point-redemption';
import type { SaleContext, TaxTerms } from './sale-context';
import { tooManyLines } from './cart.errors';
import { amountTooLarge } from './sales.errors';
import { taxBase, taxInside, taxOn, taxRuleFor } from './taxation';
import { giveVouchers, requireUse, vouchersFor } from './vouchers';

/** Of a sale, with all that its combos hold. */
export const LINES_MAX = 500;

export interface PricedDiscount extends Discount {
  /** Of the amount, what is not tax. */
  readonly beforeTax: Money;
}

export interface PricedLine extends Omit<SoldLine, 'discounts'> {
  readonly taxRule: TaxTerms;
  readonly discounts: readonly PricedDiscount[];
  /** Before tax and discount. */
  readonly subtotal: Money;
  /** Before tax. */
  readonly discountAmount: Money;
  readonly serviceCharge: Money;
  readonly taxBase: Money;
  readonly taxAmount: Money;
  /** What the customer pays for the line. */
  readonly total: Money;
}

export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly subtotal: Money;
  readonly discountAmount: Money;
  readonly serviceCharge: Money;
  readonly taxAmount: Money;
  /** Before cash rounding. */
  readonly total: Money;
}

/**
 * Prices a cart. The one published rule: what is off the lines by hand, promotions by priority, vouchers, what is off
 * the order by hand; then combos are taken apart, and on what is in them as on all else service charge per order, and
 * tax per order and tax group in two rounded steps; each spread over the lines by largest remainder, so that they sum
 * to the order.
 */
export function priceCart(items: readonly CartItem[], context: SaleContext, occasion: Occasion): PricedCart {
  const sold = discounted(items, context, occasion).flatMap((line, place) => takeApart(line, place + 1));
  if (sold.length > LINES_MAX) throw tooManyLines(LINES_MAX);
  const taxed = sold.map((line) => ({
    ...line,
    taxRule: taxRuleFor(line.product.taxCode, context, occasion.businessDate),
  }));
  const charged = charge(splitByGroup(taxed, takeTaxOut), context);
  const lines = splitByGroup(charged, (group, rule) => putTaxOn(group, rule, context.outlet.serviceChargeTaxable));
  return {
    lines,
    subtotal: sum(lines.map((line) => line.subtotal)),
    discountAmount: sum(lines.map((line) => line.discountAmount)),
    serviceCharge: sum(lines.map((line) => line.serviceCharge)),
    taxAmount: sum(lines.map((line) => line.taxAmount)),
    total: sum(lines.map((line) => line.total)),
  };
}

function discounted(items: readonly CartItem[], context: SaleContext, occasion: Occasion): readonly DiscountedLine[] {
  const together = countTogether(items);
  const lines = items.map((item) => undiscounted(toCartLine(item, context, occasion, together)));
  if (sum(lines.map(({ gross }) => gross)) > MONEY_MAX / 4n) throw amountTooLarge();
  const afterLines = lines.map((line, index) => giveOnLine(line, items[index]!.discount));
  const vouchers = vouchersFor(context, occasion);
  const offered = giveVouchers(givePromotions(afterLines, vouchers, context, occasion), vouchers);
  requireUse(offered, vouchers);
  return redeemPoints(giveOnOrder(offered, occasion.discount), occasion, context);
}

type TaxedLine = SoldLine & { readonly taxRule: TaxTerms };
type LineBeforeTax = Omit<TaxedLine, 'discounts'> &
  Pick<PricedLine, 'subtotal' | 'discounts' | 'discountAmount'> & { readonly taxInside: Money };
type ChargedLine = LineBeforeTax & { readonly serviceCharge: Money };

/** Works on each tax group as a whole, and gives the lines back in the order of the cart. */
function splitByGroup<Line extends { readonly taxRule: TaxTerms }, Result>(
  lines: readonly Line[],
  work: (group: readonly Line[], rule: TaxTerms) => Result[],
): Result[] {
  const results: Result[] = [];
  const places = groupBy(lines.keys(), (index) => lines[index]!.taxRule.id);
  for (const indexes of places.values()) {
    const group = indexes.map((index) => lines[index]!);
    work(group, group[0]!.taxRule).forEach((result, place) => (results[indexes[place]!] = result));
  }
  return results;
}

/** Of what is paid, and apart from it of what was taken off, for that bears no tax (ADR 0016). */
function takeTaxOut(group: readonly TaxedLine[], rule: TaxTerms): LineBeforeTax[] {
  const paid = withoutTax(
    group.map(({ net }) => net),
    rule,
  );
  const off = withoutTax(
    group.map(({ gross, net }) => gross - net),
    rule,
  );
  return group.map((line, index) => ({
    ...line,
    discounts: beforeTax(line.discounts, off[index]!),
    discountAmount: off[index]!,
    subtotal: paid[index]! + off[index]!,
    taxInside: line.net - paid[index]!,
  }));
}

function withoutTax(amounts: readonly Money[], rule: TaxTerms): Money[] {
  const inside = allocate(rule.priceIncludesTax ? taxInside(sum(amounts), rule) : 0n, amounts);
  return amounts.map((amount, index) => amount - inside[index]!);
}

function beforeTax(discounts: readonly Discount[], total: Money): PricedDiscount[] {
  if (discounts.length === 0) return [];
  const parts = allocate(
    total,
    discounts.map(({ amount }) => amount),
  );
  return discounts.map((discount, index) => ({ ...discount, beforeTax: parts[index]! }));
}

function charge(lines: readonly LineBeforeTax[], { outlet }: SaleContext): ChargedLine[] {
  const bases = lines.map(({ subtotal, discountAmount }) =>
    outlet.serviceChargeBase === 'pre_discount' ? subtotal : subtotal - discountAmount,
  );
  const shares = allocate(applyRate(sum(bases), outlet.serviceChargeBps), bases);
  return lines.map((line, index) => ({ ...line, serviceCharge: shares[index]! }));
}

function putTaxOn(group: readonly ChargedLine[], rule: TaxTerms, serviceTaxable: boolean): PricedLine[] {
  const paid = group.map((line) => line.subtotal - line.discountAmount);
  const taxable = group.map((line, index) => paid[index]! + (serviceTaxable ? line.serviceCharge : 0n));
  const serviceCharge = serviceTaxable ? sum(group.map((line) => line.serviceCharge)) : 0n;
  // Goods whose price includes the tax carry it already; their service charge does not.
  const onTop = rule.priceIncludesTax ? taxOn(serviceCharge, rule) : taxOn(sum(taxable), rule);
  const taxes = allocate(onTop, rule.priceIncludesTax ? group.map((line) => line.serviceCharge) : taxable);
  const bases = allocate(taxBase(sum(taxable), rule), taxable);
  return group.map(({ taxInside: inside, ...line }, index) => {
    const taxAmount = inside + taxes[index]!;
    return { ...line, taxAmount, taxBase: bases[index]!, total: paid[index]! + line.serviceCharge + taxAmount };
  });
}
