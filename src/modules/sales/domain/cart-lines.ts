import { sum, type Money } from '../../../kernel/money';
import { fitsDecimals, priceOf, type Quantity } from '../../../kernel/quantity';
import type { CartItem, Occasion } from './cart';
import { chooseParts, type ComboPart } from './combo-parts';
import { type ListPrice, listPriceOf } from './list-price';
import {
  chooseModifiers,
  chooseProduct,
  chooseUnit,
  chooseVariant,
  costOf,
  nameOf,
  type PricedModifier,
} from './product-choice';
import type { ProductTerms, SaleContext, UnitTerms } from './sale-context';
import { quantityTooFine } from './cart.errors';
import { amountTooLarge } from './sales.errors';

const ONE = 10_000n;
/** What a shelf can count: numeric(15,4). */
const BASE_QUANTITY_MAX = 10n ** 13n;

export interface CartLine {
  readonly product: ProductTerms;
  readonly variantId: string | null;
  readonly name: string;
  /** The pack it is sold in. */
  readonly unit: UnitTerms | null;
  readonly quantity: Quantity;
  /** Off the shelf, in the product's own unit. */
  readonly baseQuantity: Quantity;
  readonly listed: ListPrice;
  readonly unitPrice: Money;
  readonly modifiers: readonly PricedModifier[];
  /** Of a combo: what was chosen. */
  readonly parts: readonly ComboPart[];
  /** quantity × (unit price + modifiers, and what the parts cost more), as the shelf says it. */
  readonly gross: Money;
  readonly notes: string | null;
}

/** How much of a line's product the whole cart has, in the product's own unit and variant by variant. */
export type Together = (productId: string, variantId: string | null) => Quantity;

/** Finds what the cart names, and refuses what the product does not allow. */
export function toCartLine(item: CartItem, context: SaleContext, occasion: Occasion, together: Together): CartLine {
  const product = chooseProduct(context.products, item.productId);
  const variant = chooseVariant(product, item.variantId);
  const unit = chooseUnit(product, item);
  const baseQuantity = inOwnUnit(item.quantity, unit, product);
  const modifiers = chooseModifiers(product, item.modifiers);
  const parts = chooseParts(product, item.choices, context.products);
  const quantity = together(product.id, item.variantId);
  const listed = listPriceOf({ product, variant, unit, quantity }, context, occasion);
  const unitPrice = item.unitPrice ?? listed.price;
  const extras = costOf(modifiers) + sum(parts.map((part) => part.upcharge + costOf(part.modifiers)));
  return {
    product,
    variantId: variant?.id ?? null,
    name: nameOf(product, variant),
    unit,
    quantity: item.quantity,
    baseQuantity,
    listed,
    unitPrice,
    modifiers,
    parts,
    gross: priceOf(unitPrice + extras, item.quantity),
    notes: item.notes,
  };
}

export function countTogether(items: readonly CartItem[]): Together {
  const counts = new Map<string, Quantity>();
  const keyOf = (productId: string, variantId: string | null) => `${productId} ${variantId}`;
  for (const { productId, variantId, unitId, quantity } of items) {
    const key = keyOf(productId, variantId);
    if (unitId === null) counts.set(key, (counts.get(key) ?? 0n) + quantity);
  }
  return (productId, variantId) => counts.get(keyOf(productId, variantId)) ?? 0n;
}

/** Packs are sold whole; what they hold is counted as the product is. */
function inOwnUnit(quantity: Quantity, unit: UnitTerms | null, product: ProductTerms): Quantity {
  const decimals = unit ? 0 : product.quantityDecimals;
  if (!fitsDecimals(quantity, decimals)) throw quantityTooFine(product.id, decimals);
  const baseQuantity = unit ? (quantity / ONE) * unit.factor : quantity;
  if (baseQuantity > BASE_QUANTITY_MAX) throw amountTooLarge();
  return baseQuantity;
}
