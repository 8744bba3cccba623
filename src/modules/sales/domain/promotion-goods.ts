import type { CartLine } from './cart-lines';
import type { PromotionPartTerms } from './sale-context';

/** A part that names nothing is of whatever is sold. */
export function isAnything({ productIds, categoryIds }: PromotionPartTerms): boolean {
  return productIds.length === 0 && categoryIds.length === 0;
}

export function fits({ product }: Pick<CartLine, 'product'>, part: PromotionPartTerms): boolean {
  return isAnything(part) || part.productIds.includes(product.id) || part.categoryIds.includes(product.categoryId);
}
