import type { Money } from '../../../kernel/money';
import type { RateBps } from '../../../kernel/rate';

/** What pricing knows of the world: plain data, read by the use case. */
export interface SaleContext {
  readonly revision: bigint;
  readonly isTaxableEntrepreneur: boolean;
  readonly outlet: OutletTerms;
  readonly taxRules: readonly TaxTerms[];
  readonly products: ReadonlyMap<string, ProductTerms>;
}

export interface OutletTerms {
  readonly id: string;
  readonly code: string;
  readonly timeZone: string;
  readonly dayStartsAt: string;
  readonly serviceChargeBps: RateBps;
  readonly serviceChargeTaxable: boolean;
  readonly cashRoundingStep: Money;
}

export interface TaxTerms {
  readonly id: string;
  readonly code: string;
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

export interface ModifierTerms {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
}

export interface ProductTerms {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly uom: string;
  readonly quantityDecimals: number;
  readonly trackStock: boolean;
  readonly taxCode: string;
  readonly revenueRole: string;
  readonly station: string | null;
  readonly variants: readonly { readonly id: string; readonly name: string; readonly price: Money }[];
  readonly modifierGroups: readonly {
    readonly id: string;
    readonly name: string;
    readonly minSelect: number;
    readonly maxSelect: number;
    readonly modifiers: readonly ModifierTerms[];
  }[];
}
