import { allocate, type Money } from '../../../kernel/money';
import { priceOf } from '../../../kernel/quantity';
import { type DiscountedLine, takeOffAll, undiscounted } from './discounts';
import type { ListPrice } from './list-price';
import { costOf } from './product-choice';
import type { ProductTerms } from './sale-context';

/** The combo that goods were sold in. */
export interface SoldIn {
  readonly product: ProductTerms;
  readonly name: string;
  /** Of the whole combo, without what its choices cost more. */
  readonly unitPrice: Money;
  readonly listed: ListPrice;
  /** What it costs more for these goods. */
  readonly upcharge: Money;
}

/** What is sold: goods that have a stock, a tax and a kitchen of their own. */
export interface SoldLine extends DiscountedLine {
  /** Of the cart's item that asked for it, from 1. */
  readonly itemNumber: number;
  /** Null: it is sold by itself. */
  readonly soldIn: SoldIn | null;
}

/**
 * Takes a combo apart into what is in it. The price of one combo goes over its parts by what they cost by themselves,
 * and what was taken off over what is left of them, both by largest remainder: the parts sum to the combo.
 */
export function takeApart(line: DiscountedLine, itemNumber: number): readonly SoldLine[] {
  if (line.parts.length === 0) return [{ ...line, itemNumber, soldIn: null }];
  const { product, name, unitPrice, listed, quantity, parts } = line;
  const weights = parts.map(({ ownPrice }) => ownPrice);
  const [shares, listShares] = [allocate(unitPrice, weights), allocate(listed.price, weights)];
  const whole = parts.map((part, index) => {
    const price = shares[index]! + part.upcharge;
    return undiscounted({
      ...line,
      ...{ product: part.product, variantId: part.variantId, name: part.name },
      baseQuantity: quantity,
      listed: { ...listed, price: listShares[index]! + part.upcharge },
      unitPrice: price,
      modifiers: part.modifiers,
      parts: [],
      gross: priceOf(price + costOf(part.modifiers), quantity),
    });
  });
  const left = line.discounts.reduce<readonly DiscountedLine[]>(
    (lines, { amount, ...reason }) => takeOffAll(lines, reason, amount),
    whole,
  );
  return left.map((taken, index) => ({
    ...taken,
    itemNumber,
    soldIn: { product, name, unitPrice, listed, upcharge: parts[index]!.upcharge },
  }));
}
