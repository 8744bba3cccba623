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
  readonly products: ReadonlyMap<string, ProductTerms>;
  readonly customer: CustomerTerms | null;
  /** What one point takes off; 0 where none does, or nobody redeems any. */
  readonly pointValue: Money;
}

export interface CustomerTerms {
  readonly id: string;
  readonly tierId: string | null;
}

export interface PriceListTerms extends OfferTerms {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
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

export interface ModifierTerms {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
}

export interface ProductTerms {
  readonly id: string;
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
}
