import type { CartItem, Occasion, Tender } from '../../src/modules/sales/domain/cart';
import type { OfferTerms } from '../../src/modules/sales/domain/offer-terms';
import type { OutletTerms, ProductTerms, SaleContext, TaxTerms } from '../../src/modules/sales/domain/sale-context';

/** What a pure rule of a sale is told of the world, each with the most ordinary answer as its default. */

export function outletTerms(outlet: Partial<OutletTerms> = {}): OutletTerms {
  return {
    id: 'outlet',
    code: 'JKT1',
    timeZone: 'Asia/Jakarta',
    dayStartsAt: '00:00',
    serviceChargeBps: 0,
    serviceChargeBase: 'post_discount',
    serviceChargeTaxable: true,
    cashRoundingStep: 1n,
    cashRoundingDirection: 'nearest',
    ...outlet,
  };
}

export function taxTerms(rule: Partial<TaxTerms> = {}): TaxTerms {
  return {
    id: rule.code ?? 'FREE',
    code: 'FREE',
    name: rule.code ?? 'FREE',
    source: 'UU 1/2022',
    outletId: null,
    kind: 'none',
    rateBps: 0,
    baseNumerator: 1,
    baseDenominator: 1,
    priceIncludesTax: false,
    liabilityRole: null,
    validFrom: '2025-01-01',
    validTo: null,
    ...rule,
  };
}

export const FREE = taxTerms();
/** PMK 131/2024: 12 % on 11/12 of the price. */
export const PPN = taxTerms({
  code: 'PPN',
  kind: 'ppn',
  rateBps: 1_200,
  baseNumerator: 11,
  baseDenominator: 12,
  liabilityRole: 'VAT_OUT',
});
export const PPN_INSIDE: TaxTerms = { ...PPN, id: 'PPN_INSIDE', code: 'PPN_INSIDE', priceIncludesTax: true };
export const PBJT = taxTerms({ code: 'PBJT', kind: 'pbjt', rateBps: 1_000, liabilityRole: 'PBJT_PAYABLE' });
export const PBJT_INSIDE: TaxTerms = { ...PBJT, id: 'PBJT_INSIDE', code: 'PBJT_INSIDE', priceIncludesTax: true };

export function productTerms(product: Partial<ProductTerms> & { id: string }): ProductTerms {
  return {
    name: product.id,
    price: 0n,
    uom: 'pcs',
    active: true,
    quantityDecimals: 0,
    trackStock: false,
    taxCode: 'FREE',
    revenueRole: 'SALES',
    station: null,
    variants: [],
    units: [],
    listPrices: [],
    modifierGroups: [],
    ...product,
  };
}

export function saleContext(
  products: readonly ProductTerms[],
  {
    taxRules = [FREE, PPN, PPN_INSIDE, PBJT, PBJT_INSIDE],
    isTaxableEntrepreneur = true,
    priceLists = [],
    customer = null,
    pointValue = 0n,
    ...outlet
  }: Partial<OutletTerms> & { taxRules?: readonly TaxTerms[]; isTaxableEntrepreneur?: boolean } & Partial<
      Pick<SaleContext, 'priceLists' | 'customer' | 'pointValue'>
    > = {},
): SaleContext {
  return {
    revision: 1n,
    isTaxableEntrepreneur,
    outlet: outletTerms(outlet),
    taxRules,
    priceLists,
    customer,
    pointValue,
    products: new Map(products.map((product) => [product.id, product])),
  };
}

/** An offer for everybody, everywhere, always. */
export function offerTerms(offer: Partial<OfferTerms> = {}): OfferTerms {
  return {
    outletId: null,
    orderType: null,
    tierId: null,
    weekdays: 127,
    fromTime: null,
    toTime: null,
    validFrom: null,
    validTo: null,
    ...offer,
  };
}

/** A Saturday at noon, in a shop. */
export function occasionOf(occasion: Partial<Occasion> = {}): Occasion {
  return {
    businessDate: '2026-11-21',
    moment: {
      today: { date: '2026-11-21', weekday: 6 },
      yesterday: { date: '2026-11-20', weekday: 5 },
      time: '12:00',
    },
    orderType: 'retail',
    customerId: null,
    discount: null,
    points: 0n,
    ...occasion,
  };
}

/** By default one piece at the price of the catalog. */
export function cartItem(productId: string, item: Partial<CartItem> = {}): CartItem {
  return {
    productId,
    variantId: null,
    unitId: null,
    quantity: 10_000n,
    unitPrice: null,
    modifiers: [],
    discount: null,
    notes: null,
    ...item,
  };
}

export function tender(method: Tender['method'], amount: bigint): Tender {
  return { method, amount, reference: null };
}
