import { sum, type Money } from '../../../kernel/money';
import type { CartItem, ChosenModifier } from './cart';
import type { ModifierTerms, ProductTerms, UnitTerms, VariantTerms } from './sale-context';
import {
  modifierNotFound,
  modifierSelection,
  productNotFound,
  unitNotFound,
  variantNotFound,
  variantRequired,
} from './cart.errors';

export type PricedModifier = ModifierTerms & { readonly quantity: number };

/** Of one unit. */
export function costOf(modifiers: readonly PricedModifier[]): Money {
  return sum(modifiers.map(({ price, quantity }) => price * BigInt(quantity)));
}

export function chooseProduct(products: ReadonlyMap<string, ProductTerms>, productId: string): ProductTerms {
  const product = products.get(productId);
  if (!product?.active) throw productNotFound(productId);
  return product;
}

export function nameOf(product: ProductTerms, variant: VariantTerms | null): string {
  return variant ? `${product.name} ${variant.name}` : product.name;
}

export function chooseUnit(product: ProductTerms, { unitId, variantId }: CartItem): UnitTerms | null {
  if (unitId === null) return null;
  const unit = product.units.find((known) => known.id === unitId && known.variantId === variantId);
  if (!unit) throw unitNotFound(unitId);
  return unit;
}

export function chooseVariant(product: ProductTerms, variantId: string | null): VariantTerms | null {
  if (variantId === null) {
    if (product.variants.length > 0) throw variantRequired(product.id);
    return null;
  }
  const variant = product.variants.find(({ id }) => id === variantId);
  if (!variant) throw variantNotFound(variantId);
  return variant;
}

export function chooseModifiers(product: ProductTerms, chosen: readonly ChosenModifier[]): PricedModifier[] {
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
