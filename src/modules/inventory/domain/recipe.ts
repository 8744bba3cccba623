import { groupBy } from '../../../kernel/group-by';
import { divideHalfUp } from '../../../kernel/money';
import type { Quantity } from '../../../kernel/quantity';

/** What one unit of a product takes of an ingredient. */
export interface RecipeLine {
  readonly productId: string;
  /** Null: for every variant that has no recipe of its own. */
  readonly variantId: string | null;
  readonly ingredientId: string;
  readonly quantity: Quantity;
}

interface MadeItem {
  readonly itemId: string;
  readonly productId: string;
  readonly variantId: string | null;
  readonly quantity: Quantity;
}

export interface IngredientUse {
  readonly itemId: string;
  readonly ingredientId: string;
  readonly quantity: Quantity;
}

const SCALE = 10_000n;

/** What the items took of each ingredient, to four decimals, half up; what rounds to nothing is left out. */
export function ingredientUses(items: readonly MadeItem[], lines: readonly RecipeLine[]): IngredientUse[] {
  const recipes = groupBy(lines, ({ productId, variantId }) => recipeKey(productId, variantId));
  return items.flatMap((item) => {
    const own = item.variantId === null ? undefined : recipes.get(recipeKey(item.productId, item.variantId));
    const recipe = own ?? recipes.get(recipeKey(item.productId, null)) ?? [];
    return recipe
      .map(({ ingredientId, quantity }) => ({
        itemId: item.itemId,
        ingredientId,
        quantity: divideHalfUp(quantity * item.quantity, SCALE),
      }))
      .filter(({ quantity }) => quantity > 0n);
  });
}

function recipeKey(productId: string, variantId: string | null): string {
  return `${productId}/${variantId ?? ''}`;
}
