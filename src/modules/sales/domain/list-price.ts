import type { Money } from '../../../kernel/money';
import type { Quantity } from '../../../kernel/quantity';
import type { Occasion } from './cart';
import { holds } from './offers';
import type { ProductTerms, SaleContext, UnitTerms, VariantTerms } from './sale-context';

/** The catalog's price of one unit, and whose it is. */
export interface ListPrice {
  readonly price: Money;
  readonly source: 'product' | 'unit' | 'price_list';
  /** Of the unit or of the price list. */
  readonly sourceId: string | null;
  readonly name: string | null;
  /** From how many on it holds. */
  readonly minQuantity: Quantity;
}

export interface Sought {
  readonly product: ProductTerms;
  readonly variant: VariantTerms | null;
  readonly unit: UnitTerms | null;
  /** Of the product in the whole cart: a cart that names it twice has as much of it. */
  readonly quantity: Quantity;
}

/** A pack has a price of its own; for the rest the first price list that holds and names it, or the product's own. */
export function listPriceOf({ product, variant, unit, quantity }: Sought, context: SaleContext, occasion: Occasion) {
  if (unit) return { price: unit.price, source: 'unit', sourceId: unit.id, name: unit.name, minQuantity: 0n } as const;
  const steps = product.listPrices
    .filter((step) => step.variantId === (variant?.id ?? null) && step.minQuantity <= quantity)
    .flatMap((step) => {
      const list = context.priceLists.find(({ id }) => id === step.priceListId);
      return list && holds(list, context, occasion) ? [{ ...step, list }] : [];
    })
    .sort(
      (a, b) =>
        b.list.priority - a.list.priority ||
        (a.list.name < b.list.name ? -1 : a.list.name > b.list.name ? 1 : 0) ||
        (a.minQuantity > b.minQuantity ? -1 : 1),
    );
  const best = steps[0];
  const own: ListPrice = {
    price: variant?.price ?? product.price,
    source: 'product',
    sourceId: null,
    name: null,
    minQuantity: 0n,
  };
  if (!best) return own;
  const { price, minQuantity, list } = best;
  return { price, source: 'price_list', sourceId: list.id, name: list.name, minQuantity } satisfies ListPrice;
}
