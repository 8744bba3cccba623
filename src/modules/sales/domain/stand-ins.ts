import type { CartItem } from './cart';
import type { StandIn } from './offline-sale';
import type { ProductTerms, SaleContext, TaxTerms } from './sale-context';
import { taxRuleMissing } from './sales.errors';
import { taxRuleFor } from './taxation';

const SELECT_MAX = 99;

/** A cart of an offline till made such that it can be priced: what nobody knows here stands under the till's own words. */
export interface KnownCart {
  readonly items: readonly CartItem[];
  readonly context: SaleContext;
  /** The product that stands in for what is not known; null: all is known. */
  readonly standIn: StandIn | null;
  /** What is not known, or not sold any more. */
  readonly unknown: readonly Readonly<Record<string, unknown>>[];
}

/**
 * A line of an unknown product, variant or pack becomes one of the stand-in, under the name and the price that the till
 * had; a modifier that nobody knows is left out. How many modifiers a product wants, and how finely it is measured, is no
 * matter any more.
 */
export function makeKnown(
  items: readonly CartItem[],
  names: readonly (string | null)[],
  context: SaleContext,
  businessDate: string,
  standInId: string,
): KnownCart {
  const products = new Map<string, ProductTerms>();
  const unknown: Readonly<Record<string, unknown>>[] = [];
  let standIn: StandIn | null = null;
  const known = items.map((item, index): CartItem => {
    const lineNumber = index + 1;
    const product = context.products.get(item.productId);
    if (!product || !hasVariant(product, item) || !hasUnit(product, item)) {
      standIn ??= { id: standInId, taxCode: anyTaxCode(context, businessDate) };
      const name = names[index] ?? null;
      const { productId, variantId, unitId } = item;
      unknown.push({ lineNumber, productId, variantId, unitId, name });
      const key = `${standInId} ${lineNumber}`; // a name of its own for each line
      products.set(key, standInTerms(standIn, name));
      return { ...item, productId: key, variantId: null, unitId: null, unitPrice: item.unitPrice ?? 0n, modifiers: [] };
    }
    products.set(product.id, asSold(product, context, businessDate));
    const modifiers = item.modifiers.filter(({ modifierId }) => hasModifier(product, modifierId));
    if (!product.active || modifiers.length < item.modifiers.length) {
      const missing = item.modifiers.filter(({ modifierId }) => !hasModifier(product, modifierId));
      const modifierIds = missing.map(({ modifierId }) => modifierId);
      unknown.push({ lineNumber, productId: product.id, name: product.name, active: product.active, modifierIds });
    }
    return { ...item, modifiers };
  });
  return { items: known, context: { ...context, products }, standIn, unknown };
}

function hasVariant({ variants }: ProductTerms, { variantId }: CartItem): boolean {
  return variantId === null ? variants.length === 0 : variants.some(({ id }) => id === variantId);
}

function hasUnit({ units }: ProductTerms, { unitId, variantId }: CartItem): boolean {
  return unitId === null || units.some((unit) => unit.id === unitId && unit.variantId === variantId);
}

function hasModifier({ modifierGroups }: ProductTerms, modifierId: string): boolean {
  return modifierGroups.some(({ modifiers }) => modifiers.some(({ id }) => id === modifierId));
}

function asSold(product: ProductTerms, context: SaleContext, businessDate: string): ProductTerms {
  return {
    ...product,
    active: true,
    quantityDecimals: 4,
    taxCode: holdingRule(product.taxCode, context, businessDate)?.code ?? anyTaxCode(context, businessDate),
    modifierGroups: product.modifierGroups.map((group) => ({ ...group, minSelect: 0, maxSelect: SELECT_MAX })),
  };
}

function standInTerms({ id, taxCode }: StandIn, name: string | null): ProductTerms {
  return {
    id,
    categoryId: id,
    name: name ?? 'Barang tidak dikenal',
    active: true,
    price: 0n,
    uom: 'pcs',
    quantityDecimals: 4,
    trackStock: false,
    taxCode,
    revenueRole: 'SALES',
    station: null,
    variants: [],
    units: [],
    listPrices: [],
    modifierGroups: [],
  };
}

/** Of a rule that holds at the outlet on the day, one without a tax before the others. */
function anyTaxCode(context: SaleContext, businessDate: string): string {
  const codes = new Set(context.taxRules.map(({ code }) => code));
  const rules = [...codes].flatMap((code) => holdingRule(code, context, businessDate) ?? []);
  const rule = rules.find(({ kind }) => kind === 'none') ?? rules[0];
  if (!rule) throw taxRuleMissing('');
  return rule.code;
}

function holdingRule(taxCode: string, context: SaleContext, businessDate: string): TaxTerms | null {
  try {
    return taxRuleFor(taxCode, context, businessDate);
  } catch {
    return null; // none holds, or one that this business may not charge
  }
}
