import type { CartItem, Occasion, Tender } from '../../src/modules/sales/domain/cart';
import type { OfferTerms } from '../../src/modules/sales/domain/offer-terms';
import type {
  CustomerTerms,
  OutletTerms,
  ProductTerms,
  PromotionPartTerms,
  PromotionTerms,
  SaleContext,
  TaxTerms,
  VoucherTerms,
} from '../../src/modules/sales/domain/sale-context';

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
    categoryId: 'category',
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
    comboSlots: [],
    ...product,
  };
}

export function saleContext(
  products: readonly ProductTerms[],
  {
    taxRules = [FREE, PPN, PPN_INSIDE, PBJT, PBJT_INSIDE],
    isTaxableEntrepreneur = true,
    priceLists = [],
    promotions = [],
    usedUp = new Set(),
    customer = null,
    pointValue = 0n,
    vouchers = [],
    lent = [],
    ...outlet
  }: Partial<OutletTerms> & { taxRules?: readonly TaxTerms[]; isTaxableEntrepreneur?: boolean } & Partial<
      Pick<SaleContext, 'priceLists' | 'promotions' | 'usedUp' | 'customer' | 'vouchers' | 'lent' | 'pointValue'>
    > = {},
): SaleContext {
  return {
    revision: 1n,
    isTaxableEntrepreneur,
    outlet: outletTerms(outlet),
    taxRules,
    priceLists,
    promotions,
    usedUp,
    customer,
    pointValue,
    vouchers,
    lent,
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

/** By default 10 % off everything. */
export function promotionTerms(promotion: Partial<PromotionTerms> & { id: string }): PromotionTerms {
  return {
    ...offerTerms(),
    name: promotion.id,
    kind: 'percentage',
    rateBps: 1_000,
    amount: 0n,
    maxAmount: null,
    parts: [partTerms()],
    minSpend: 0n,
    firstPurchase: false,
    birthdayDays: null,
    priority: 0,
    exclusive: false,
    byVoucher: false,
    maxUses: null,
    maxUsesPerCustomer: null,
    ...promotion,
  };
}

/** One of whatever is sold. */
export function partTerms(part: Partial<PromotionPartTerms> = {}): PromotionPartTerms {
  return { quantity: 1, productIds: [], categoryIds: [], ...part };
}

/** By default worth 10.000. */
export function voucherTerms(voucher: Partial<VoucherTerms> & { code: string }): VoucherTerms {
  const terms = { promotionId: null, remaining: 10_000n, validFrom: null, validTo: null, withdrawn: false };
  return { id: voucher.code, ...terms, ...voucher };
}

export function customerTerms(customer: Partial<CustomerTerms> = {}): CustomerTerms {
  return { id: 'customer', tierId: null, birthDate: null, hasBought: true, ...customer };
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
    vouchers: [],
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
    choices: [],
    discount: null,
    notes: null,
    ...item,
  };
}

export function tender(method: Tender['method'], amount: bigint): Tender {
  return { method, amount, reference: null };
}
