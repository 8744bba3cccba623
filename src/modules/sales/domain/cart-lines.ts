import { sum, type Money } from '../../../kernel/money';
import { fitsDecimals, priceOf, type Quantity } from '../../../kernel/quantity';
import type { CartItem, Occasion } from './cart';
import { type ListPrice, listPriceOf } from './list-price';
import type { ModifierTerms, ProductTerms, SaleContext, UnitTerms, VariantTerms } from './sale-context';
import {
  amountTooLarge,
  modifierNotFound,
  modifierSelection,
  productNotFound,
  quantityTooFine,
  unitNotFound,
  variantNotFound,
  variantRequired,
} from './sales.errors';

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
  readonly modifiers: readonly (ModifierTerms & { readonly quantity: number })[];
  /** quantity × (unit price + modifiers), as the shelf says it. */
  readonly gross: Money;
  readonly notes: string | null;
}

/** How much of a line's product the whole cart has, in the product's own unit and variant by variant. */
export type Together = (productId: string, variantId: string | null) => Quantity;

/** Finds what the cart names, and refuses what the product does not allow. */
export function toCartLine(item: CartItem, context: SaleContext, occasion: Occasion, together: Together): CartLine {
  const product = context.products.get(item.productId);
  if (!product?.active) throw productNotFound(item.productId);
  const variant = chooseVariant(product, item.variantId);
  const unit = chooseUnit(product, item);
  const baseQuantity = inOwnUnit(item.quantity, unit, product);
  const modifiers = chooseModifiers(product, item.modifiers);
  const quantity = together(product.id, item.variantId);
  const listed = listPriceOf({ product, variant, unit, quantity }, context, occasion);
  const unitPrice = item.unitPrice ?? listed.price;
  const extras = sum(modifiers.map((modifier) => modifier.price * BigInt(modifier.quantity)));
  return {
    product,
    variantId: variant?.id ?? null,
    name: variant ? `${product.name} ${variant.name}` : product.name,
    unit,
    quantity: item.quantity,
    baseQuantity,
    listed,
    unitPrice,
    modifiers,
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

function chooseUnit(product: ProductTerms, { unitId, variantId }: CartItem): UnitTerms | null {
  if (unitId === null) return null;
  const unit = product.units.find((known) => known.id === unitId && known.variantId === variantId);
  if (!unit) throw unitNotFound(unitId);
  return unit;
}

/** Packs are sold whole; what they hold is counted as the product is. */
function inOwnUnit(quantity: Quantity, unit: UnitTerms | null, product: ProductTerms): Quantity {
  const decimals = unit ? 0 : product.quantityDecimals;
  if (!fitsDecimals(quantity, decimals)) throw quantityTooFine(product.id, decimals);
  const baseQuantity = unit ? (quantity / ONE) * unit.factor : quantity;
  if (baseQuantity > BASE_QUANTITY_MAX) throw amountTooLarge();
  return baseQuantity;
}

function chooseVariant(product: ProductTerms, variantId: string | null): VariantTerms | null {
  if (variantId === null) {
    if (product.variants.length > 0) throw variantRequired(product.id);
    return null;
  }
  const variant = product.variants.find(({ id }) => id === variantId);
  if (!variant) throw variantNotFound(variantId);
  return variant;
}

function chooseModifiers(product: ProductTerms, chosen: CartItem['modifiers']): CartLine['modifiers'] {
  for (const { modifierId } of chosen) {
    const known = product.modifierGroups.some((group) => group.modifiers.some(({ id }) => id === modifierId));
    if (!known) throw modifierNotFound(modifierId);
  }
  return product.modifierGroups.flatMap((group) => {
    const selected = group.modifiers.flatMap((modifier) => {
      const quantity = chosen
        .filter(({ modifierId }) => modifierId === modifier.id)
        .reduce((total, choice) => total + choice.quantity, 0);
      return quantity > 0 ? [{ ...modifier, quantity }] : [];
    });
    const count = selected.reduce((total, { quantity }) => total + quantity, 0);
    if (count < group.minSelect || count > group.maxSelect) {
      throw modifierSelection(group.id, group.minSelect, group.maxSelect, count);
    }
    return selected;
  });
}
