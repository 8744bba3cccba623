import type { Money } from '../../../kernel/money';
import type { Quantity } from '../../../kernel/quantity';
import type { RateBps } from '../../../kernel/rate';
import type { OfferTerms } from './offer-terms';

/** What pricing knows of the world: plain data, read by the use case. */
export interface SaleContext {
  readonly revision: bigint;
  readonly isTaxableEntrepreneur: boolean;
  readonly outlet: OutletTerms;
  readonly taxRules: readonly TaxTerms[];
  readonly priceLists: readonly PriceListTerms[];
  readonly promotions: readonly PromotionTerms[];
  /** Promotions that have no use left, in all or for the customer. */
  readonly usedUp: ReadonlySet<string>;
  readonly products: ReadonlyMap<string, ProductTerms>;
  readonly customer: CustomerTerms | null;
  /** What one point takes off; 0 where none does, or nobody redeems any. */
  readonly pointValue: Money;
  /** Permissions that were lent for the sale. */
  readonly lent: readonly LentPermission[];
  /** Of those that the sale names, the ones that can be used. */
  readonly vouchers: readonly VoucherTerms[];
}

export interface CustomerTerms {
  readonly id: string;
  readonly tierId: string | null;
  readonly birthDate: string | null;
  readonly hasBought: boolean;
}

export interface LentPermission {
  readonly approvalId: string;
  readonly action: string;
  readonly approvedBy: string;
}

/** Of a promotion that it lets be given, or worth an amount. */
export interface VoucherTerms {
  readonly id: string;
  readonly code: string;
  readonly promotionId: string | null;
  readonly remaining: Money | null;
  readonly validFrom: string | null;
  /** The last day. */
  readonly validTo: string | null;
  readonly withdrawn: boolean;
}

export interface PriceListTerms extends OfferTerms {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
}

export interface PromotionPartTerms {
  readonly quantity: number;
  readonly productIds: readonly string[];
  readonly categoryIds: readonly string[];
}

export interface PromotionTerms extends OfferTerms {
  readonly id: string;
  readonly name: string;
  readonly kind: 'percentage' | 'fixed' | 'buy_x_get_y' | 'bundle';
  readonly rateBps: RateBps;
  readonly amount: Money;
  /** No more than that is taken off. */
  readonly maxAmount: Money | null;
  readonly parts: readonly PromotionPartTerms[];
  /** What its goods must come to before any promotion. */
  readonly minSpend: Money;
  readonly firstPurchase: boolean;
  /** So many days before and after the birthday of the customer; null: on any day. */
  readonly birthdayDays: number | null;
  readonly priority: number;
  /** Of a line it is the only promotion. */
  readonly exclusive: boolean;
  /** Not given by itself: a voucher lets it be. */
  readonly byVoucher: boolean;
  readonly maxUses: number | null;
  readonly maxUsesPerCustomer: number | null;
}

/** To the nearest multiple, a half up; or always in the customer's favour. */
export type CashRoundingDirection = 'nearest' | 'down';

export interface OutletTerms {
  readonly id: string;
  readonly code: string;
  readonly timeZone: string;
  readonly dayStartsAt: string;
  readonly serviceChargeBps: RateBps;
  /** Whether the rate is taken of the prices before the discounts, or of what is left of them. */
  readonly serviceChargeBase: 'pre_discount' | 'post_discount';
  readonly serviceChargeTaxable: boolean;
  readonly cashRoundingStep: Money;
  readonly cashRoundingDirection: CashRoundingDirection;
}

export interface TaxTerms {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Of the law. */
  readonly source: string;
  readonly outletId: string | null;
  readonly kind: 'ppn' | 'pbjt' | 'none';
  readonly rateBps: RateBps;
  readonly baseNumerator: number;
  readonly baseDenominator: number;
  readonly priceIncludesTax: boolean;
  readonly liabilityRole: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface VariantTerms {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
}

export interface UnitTerms {
  readonly id: string;
  readonly variantId: string | null;
  readonly name: string;
  /** How many of the product's own unit, in ten-thousandths. */
  readonly factor: Quantity;
  readonly price: Money;
}

export interface ListPriceTerms {
  readonly priceListId: string;
  readonly variantId: string | null;
  readonly minQuantity: Quantity;
  readonly price: Money;
}

export interface ComboChoiceTerms {
  readonly productId: string;
  /** Null: any that the product has. */
  readonly variantId: string | null;
  /** What the combo costs more with it. */
  readonly upcharge: Money;
}

export interface ComboSlotTerms {
  readonly id: string;
  readonly name: string;
  readonly minSelect: number;
  readonly maxSelect: number;
  readonly choices: readonly ComboChoiceTerms[];
}

export interface ModifierTerms {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
}

export interface ProductTerms {
  readonly id: string;
  readonly categoryId: string;
  readonly name: string;
  /** One that is not sold any more has been sold by tills that did not know. */
  readonly active: boolean;
  readonly price: Money;
  readonly uom: string;
  readonly quantityDecimals: number;
  readonly trackStock: boolean;
  readonly taxCode: string;
  readonly revenueRole: string;
  readonly station: string | null;
  readonly variants: readonly VariantTerms[];
  readonly units: readonly UnitTerms[];
  readonly listPrices: readonly ListPriceTerms[];
  readonly modifierGroups: readonly {
    readonly id: string;
    readonly name: string;
    readonly minSelect: number;
    readonly maxSelect: number;
    readonly modifiers: readonly ModifierTerms[];
  }[];
  /** Of a combo, which is sold as what is chosen of each; of all else there is none. */
  readonly comboSlots: readonly ComboSlotTerms[];
}
