import { sum, type Money } from '../../../kernel/money';
import { fitsDecimals, priceOf, type Quantity } from '../../../kernel/quantity';
import type { CartItem } from './cart';
import type { ModifierTerms, ProductTerms, SaleContext } from './sale-context';
import {
  modifierNotFound,
  modifierSelection,
  productNotFound,
  quantityTooFine,
  variantNotFound,
  variantRequired,
} from './sales.errors';

export interface CartLine {
  readonly product: ProductTerms;
  readonly variantId: string | null;
  readonly name: string;
  readonly quantity: Quantity;
  readonly listPrice: Money;
  readonly unitPrice: Money;
  readonly modifiers: readonly (ModifierTerms & { readonly quantity: number })[];
  /** quantity × (unit price + modifiers), as the shelf says it. */
  readonly gross: Money;
  readonly notes: string | null;
}

/** Finds what the cart names, and refuses what the product does not allow. */
export function toCartLine(item: CartItem, context: SaleContext): CartLine {
  const product = context.products.get(item.productId);
  if (!product) throw productNotFound(item.productId);
  if (!fitsDecimals(item.quantity, product.quantityDecimals)) {
    throw quantityTooFine(product.id, product.quantityDecimals);
  }
  const variant = chooseVariant(product, item.variantId);
  const modifiers = chooseModifiers(product, item.modifiers);
  const listPrice = variant?.price ?? product.price;
  const unitPrice = item.unitPrice ?? listPrice;
  const extras = sum(modifiers.map((modifier) => modifier.price * BigInt(modifier.quantity)));
  return {
    product,
    variantId: variant?.id ?? null,
    name: variant ? `${product.name} ${variant.name}` : product.name,
    quantity: item.quantity,
    listPrice,
    unitPrice,
    modifiers,
    gross: priceOf(unitPrice + extras, item.quantity),
    notes: item.notes,
  };
}

function chooseVariant(product: ProductTerms, variantId: string | null): ProductTerms['variants'][number] | null {
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
