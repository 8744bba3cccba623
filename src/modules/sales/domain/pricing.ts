import { groupBy } from '../../../kernel/group-by';
import { allocate, MONEY_MAX, sum, type Money } from '../../../kernel/money';
import { applyRate } from '../../../kernel/rate';
import type { CartItem } from './cart';
import { type CartLine, toCartLine } from './cart-lines';
import type { SaleContext, TaxTerms } from './sale-context';
import { amountTooLarge } from './sales.errors';
import { taxBase, taxInside, taxOn, taxRuleFor } from './taxation';

export interface PricedLine extends CartLine {
  readonly taxRule: TaxTerms;
  /** The gross less the tax inside it. */
  readonly subtotal: Money;
  readonly serviceCharge: Money;
  readonly taxBase: Money;
  readonly taxAmount: Money;
  /** What the customer pays for the line. */
  readonly total: Money;
}

export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly subtotal: Money;
  readonly serviceCharge: Money;
  readonly taxAmount: Money;
  /** Before cash rounding. */
  readonly total: Money;
}

/**
 * Prices a cart. The one published rule: service charge per order; tax per order and tax group, in two rounded steps;
 * each spread over the lines by largest remainder, so that the lines sum to the order.
 */
export function priceCart(items: readonly CartItem[], context: SaleContext, businessDate: string): PricedCart {
  const taxed = items.map((item) => {
    const line = toCartLine(item, context);
    return { ...line, taxRule: taxRuleFor(line.product.taxCode, context, businessDate) };
  });
  if (sum(taxed.map(({ gross }) => gross)) > MONEY_MAX / 4n) throw amountTooLarge();

  const beforeTax = splitByGroup(taxed, takeTaxOut);
  const subtotal = sum(beforeTax.map((line) => line.subtotal));
  const serviceCharge = applyRate(subtotal, context.outlet.serviceChargeBps);
  const shares = allocate(
    serviceCharge,
    beforeTax.map((line) => line.subtotal),
  );
  const charged = beforeTax.map((line, index) => ({ ...line, serviceCharge: shares[index]! }));
  const lines = splitByGroup(charged, (group, rule) => putTaxOn(group, rule, context.outlet.serviceChargeTaxable));
  return {
    lines,
    subtotal,
    serviceCharge,
    taxAmount: sum(lines.map((line) => line.taxAmount)),
    total: sum(lines.map((line) => line.total)),
  };
}

type TaxedLine = CartLine & { readonly taxRule: TaxTerms };
type LineBeforeTax = TaxedLine & { readonly subtotal: Money; readonly taxInside: Money };
type ChargedLine = LineBeforeTax & { readonly serviceCharge: Money };

/** Works on each tax group as a whole, and gives the lines back in the order of the cart. */
function splitByGroup<Line extends TaxedLine, Result>(
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

function takeTaxOut(group: readonly TaxedLine[], rule: TaxTerms): LineBeforeTax[] {
  const grosses = group.map((line) => line.gross);
  const inside = allocate(rule.priceIncludesTax ? taxInside(sum(grosses), rule) : 0n, grosses);
  return group.map((line, index) => ({ ...line, taxInside: inside[index]!, subtotal: line.gross - inside[index]! }));
}

function putTaxOn(group: readonly ChargedLine[], rule: TaxTerms, serviceTaxable: boolean): PricedLine[] {
  const taxable = group.map((line) => line.subtotal + (serviceTaxable ? line.serviceCharge : 0n));
  const serviceCharge = serviceTaxable ? sum(group.map((line) => line.serviceCharge)) : 0n;
  // Goods whose price includes the tax carry it already; their service charge does not.
  const onTop = rule.priceIncludesTax ? taxOn(serviceCharge, rule) : taxOn(sum(taxable), rule);
  const taxes = allocate(onTop, rule.priceIncludesTax ? group.map((line) => line.serviceCharge) : taxable);
  const bases = allocate(taxBase(sum(taxable), rule), taxable);
  return group.map(({ taxInside: inside, ...line }, index) => {
    const taxAmount = inside + taxes[index]!;
    return { ...line, taxAmount, taxBase: bases[index]!, total: line.subtotal + line.serviceCharge + taxAmount };
  });
}
