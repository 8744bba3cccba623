import { idsOf } from './business-ids';
import type { BusinessPlan, ProductPlan } from './business-plan';
import type { TableRows } from './tenant-session';

const RULES_BEGIN = '2025-01-01';

export function catalogRows(plan: BusinessPlan): TableRows[] {
  return [taxRuleRows(plan), categoryRows(plan), ...productRows(plan), ...modifierRows(plan), ...comboRows(plan)];
}

export function isTracked(product: ProductPlan): boolean {
  return product.stock !== undefined || (product.variants ?? []).some(({ stock }) => stock !== undefined);
}

function taxRuleRows({ id, taxRules }: BusinessPlan): TableRows {
  const ids = idsOf(id);
  return {
    table: 'catalog.tax_rules',
    rows: taxRules.map((rule) => ({
      business_id: id,
      id: ids.taxRule(rule.code),
      code: rule.code,
      name: rule.name,
      kind: rule.kind,
      rate_bps: rule.rateBps,
      base_numerator: rule.base?.[0] ?? 1,
      base_denominator: rule.base?.[1] ?? 1,
      price_includes_tax: rule.priceIncludesTax,
      liability_role: rule.liabilityRole ?? null,
      valid_from: RULES_BEGIN,
      source: rule.source,
    })),
  };
}

function categoryRows({ id, products }: BusinessPlan): TableRows {
  const names = [...new Set(products.map(({ category }) => category))];
  return {
    table: 'catalog.categories',
    rows: names.map((name, place) => ({ business_id: id, id: idsOf(id).category(name), name, sort_order: place })),
  };
}

function productRows({ id, products }: BusinessPlan): TableRows[] {
  const ids = idsOf(id);
  return [
    {
      table: 'catalog.products',
      rows: products.map((product) => ({
        business_id: id,
        id: ids.product(product.sku),
        category_id: ids.category(product.category),
        sku: product.sku,
        barcode: product.barcode ?? null,
        name: product.name,
        description: product.description ?? '',
        price: product.price,
        uom: product.uom ?? 'pcs',
        quantity_decimals: product.quantityDecimals ?? 0,
        track_stock: isTracked(product),
        tax_code: product.taxCode,
        revenue_role: product.revenueRole,
        station: product.station ?? null,
      })),
    },
    {
      table: 'catalog.variants',
      rows: products.flatMap((product) =>
        (product.variants ?? []).map((variant, place) => ({
          business_id: id,
          id: ids.variant(variant.sku),
          product_id: ids.product(product.sku),
          sku: variant.sku,
          barcode: variant.barcode ?? null,
          name: variant.name,
          price: variant.price,
          sort_order: place,
        })),
      ),
    },
  ];
}

function modifierRows({ id, products, modifierGroups = [] }: BusinessPlan): TableRows[] {
  const ids = idsOf(id);
  return [
    {
      table: 'catalog.modifier_groups',
      rows: modifierGroups.map((group) => ({
        business_id: id,
        id: ids.modifierGroup(group.name),
        name: group.name,
        min_select: group.minSelect,
        max_select: group.maxSelect,
      })),
    },
    {
      table: 'catalog.modifiers',
      rows: modifierGroups.flatMap((group) =>
        group.modifiers.map((modifier, place) => ({
          business_id: id,
          id: ids.modifier(group.name, modifier.name),
          group_id: ids.modifierGroup(group.name),
          name: modifier.name,
          price: modifier.price,
          sort_order: place,
        })),
      ),
    },
    {
      table: 'catalog.product_modifier_groups',
      rows: products.flatMap((product) =>
        (product.modifierGroups ?? []).map((name, place) => ({
          business_id: id,
          product_id: ids.product(product.sku),
          group_id: ids.modifierGroup(name),
          sort_order: place,
        })),
      ),
    },
  ];
}

function comboRows({ id, products }: BusinessPlan): TableRows[] {
  const ids = idsOf(id);
  const ofVariants = new Map(
    products.flatMap(({ sku, variants = [] }) => variants.map((one) => [one.sku, sku] as const)),
  );
  const slots = products.flatMap(({ sku, slots: own = [] }) => own.map((slot) => ({ combo: sku, ...slot })));
  return [
    {
      table: 'catalog.combo_slots',
      rows: slots.map(({ combo, name, minSelect = 1, maxSelect = 1 }, place) => ({
        business_id: id,
        id: ids.comboSlot(combo, name),
        product_id: ids.product(combo),
        name,
        min_select: minSelect,
        max_select: maxSelect,
        sort_order: place,
      })),
    },
    {
      table: 'catalog.combo_choices',
      rows: slots.flatMap(({ combo, name, choices }) =>
        choices.map(({ sku, upcharge = 0 }, place) => ({
          business_id: id,
          id: ids.comboChoice(combo, name, sku),
          slot_id: ids.comboSlot(combo, name),
          product_id: ids.product(ofVariants.get(sku) ?? sku),
          variant_id: ofVariants.has(sku) ? ids.variant(sku) : null,
          upcharge,
          sort_order: place,
        })),
      ),
    },
  ];
}
