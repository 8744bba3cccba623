import { type CartItem, type ChosenModifier, type ComboChoice, productsOf } from './cart';
import { canTakeApart, notOffered, slotsAsSold } from './combos-as-sold';
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
 * had; a modifier that nobody knows is left out. What a combo offers, how many modifiers a product wants, and how finely
 * it is measured, is no matter any more.
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
    if (!product || !hasVariant(product, item) || !hasUnit(product, item) || !canTakeApart(context.products, item)) {
      standIn ??= { id: standInId, taxCode: anyTaxCode(context, businessDate) };
      const name = names[index] ?? null;
      const { productId, variantId, unitId } = item;
      unknown.push({ lineNumber, productId, variantId, unitId, name });
      const key = `${standInId} ${lineNumber}`; // a name of its own for each line
      products.set(key, standInTerms(standIn, name));
      const unitPrice = item.unitPrice ?? 0n;
      return { ...item, productId: key, variantId: null, unitId: null, unitPrice, modifiers: [], choices: [] };
    }
    for (const id of productsOf({ items: [item] })) {
      products.set(id, asSold(context.products.get(id)!, items, context, businessDate));
    }
    const { kept, modifierIds } = leaveOutModifiers(item, context.products);
    const choices = notOffered(product, item).map(({ productId, variantId }) => ({ productId, variantId }));
    if (!product.active || modifierIds.length > 0 || choices.length > 0) {
      const { id: productId, name, active } = product;
      unknown.push({ lineNumber, productId, name, active, modifierIds, ...(choices.length > 0 && { choices }) });
    }
    return kept;
  });
  return { items: known, context: { ...context, products }, standIn, unknown };
}

/** Those that nobody knows, of the item and of what was chosen in it. */
function leaveOutModifiers(item: CartItem, products: ReadonlyMap<string, ProductTerms>) {
  const isKnown = (part: CartItem | ComboChoice) => (chosen: ChosenModifier) =>
    products
      .get(part.productId)!
      .modifierGroups.some(({ modifiers }) => modifiers.some(({ id }) => id === chosen.modifierId));
  const keep = <Part extends CartItem | ComboChoice>(part: Part): Part => ({
    ...part,
    modifiers: part.modifiers.filter(isKnown(part)),
  });
  const left = [item, ...item.choices].flatMap((part) => part.modifiers.filter((chosen) => !isKnown(part)(chosen)));
  return {
    kept: { ...keep(item), choices: item.choices.map(keep) },
    modifierIds: left.map(({ modifierId }) => modifierId),
  };
}

function hasVariant({ variants }: ProductTerms, { variantId }: CartItem): boolean {
  return variantId === null ? variants.length === 0 : variants.some(({ id }) => id === variantId);
}

function hasUnit({ units }: ProductTerms, { unitId, variantId }: CartItem): boolean {
  return unitId === null || units.some((unit) => unit.id === unitId && unit.variantId === variantId);
}

function asSold(
  product: ProductTerms,
  items: readonly CartItem[],
  context: SaleContext,
  businessDate: string,
): ProductTerms {
  return {
    ...product,
    active: true,
    quantityDecimals: 4,
    taxCode: holdingRule(product.taxCode, context, businessDate)?.code ?? anyTaxCode(context, businessDate),
    comboSlots: slotsAsSold(product, items),
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
    comboSlots: [],
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
