import { derivedId } from '../kernel/ids';
import { idsOf } from './business-ids';
import type { BusinessPlan, ProductPlan, RecipePlan, StockPlan } from './business-plan';
import type { TableRows } from './tenant-session';

/** What can lie on a shelf, and what each outlet opens with. */
export interface ShelfItem {
  readonly id: string;
  readonly kind: 'product' | 'variant' | 'ingredient';
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly name: string;
  readonly uom: string;
  readonly inventoryRole: 'INVENTORY' | 'INVENTORY_RAW';
  readonly stock: StockPlan;
}

export function shelfItemsOf(plan: BusinessPlan): ShelfItem[] {
  const ids = idsOf(plan.id);
  return [
    ...plan.products.flatMap((product) => goodsOf(product, plan.id)),
    ...(plan.ingredients ?? []).map((ingredient) => ({
      ...ingredient,
      id: ids.ingredient(ingredient.name),
      kind: 'ingredient' as const,
      productId: null,
      variantId: null,
      inventoryRole: 'INVENTORY_RAW' as const,
    })),
  ];
}

/** Its shelves, still empty, and its recipes. */
export function shelfRows(plan: BusinessPlan): TableRows[] {
  const business_id = plan.id;
  const items = shelfItemsOf(plan);
  return [
    {
      table: 'inventory.stock_items',
      rows: items.map((item) => ({
        business_id,
        id: item.id,
        kind: item.kind,
        product_id: item.productId,
        variant_id: item.variantId,
        name: item.name,
        uom: item.uom,
        inventory_role: item.inventoryRole,
      })),
    },
    {
      table: 'inventory.stock_levels',
      rows: plan.outlets.flatMap(({ code }) =>
        items.map((item) => ({
          business_id,
          outlet_id: idsOf(business_id).outlet(code),
          stock_item_id: item.id,
          // A recipe is an estimate: a coffee is not refused because the milk was not counted in.
          may_go_negative: item.kind === 'ingredient',
          low_stock_at: item.stock.lowStockAt ?? null,
        })),
      ),
    },
    { table: 'inventory.recipe_lines', rows: plan.products.flatMap((product) => recipeRows(product, business_id)) },
  ];
}

function goodsOf(product: ProductPlan, businessId: string): ShelfItem[] {
  const ids = idsOf(businessId);
  const productId = ids.product(product.sku);
  const goods = { productId, uom: product.uom ?? 'pcs', inventoryRole: 'INVENTORY' as const };
  const ofVariants = (product.variants ?? []).flatMap(({ sku, name, stock }) => {
    const id = ids.variant(sku);
    return stock
      ? [{ ...goods, id, kind: 'variant' as const, variantId: id, name: `${product.name} ${name}`, stock }]
      : [];
  });
  const { name, stock } = product;
  return stock
    ? [...ofVariants, { ...goods, id: productId, kind: 'product', variantId: null, name, stock }]
    : ofVariants;
}

function recipeRows(product: ProductPlan, businessId: string): TableRows['rows'] {
  const ids = idsOf(businessId);
  const linesOf = (recipe: RecipePlan | undefined, variantId: string | null) =>
    Object.entries(recipe ?? {}).map(([ingredient, quantity]) => ({
      business_id: businessId,
      id: derivedId(variantId ?? ids.product(product.sku), `recipe:${ingredient}`),
      product_id: ids.product(product.sku),
      variant_id: variantId,
      ingredient_id: ids.ingredient(ingredient),
      quantity,
    }));
  return [
    ...linesOf(product.recipe, null),
    ...(product.variants ?? []).flatMap(({ sku, recipe }) => linesOf(recipe, ids.variant(sku))),
  ];
}
