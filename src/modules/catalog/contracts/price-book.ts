import type { Money } from '../../../kernel/money';
import type { ReadTx } from '../../../platform/database/tx';

export interface PricedModifier {
  readonly id: string;
  readonly groupId: string;
  readonly name: string;
  readonly price: Money;
}

export interface PricedModifierGroup {
  readonly id: string;
  readonly name: string;
  readonly minSelect: number;
  readonly maxSelect: number;
  readonly modifiers: readonly PricedModifier[];
}

export interface PricedVariant {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
}

/** A product as a till sells it: active ones only, and only their active variants and modifiers. */
export interface PricedProduct {
  readonly id: string;
  readonly name: string;
  readonly price: Money;
  readonly uom: string;
  /** Decimals that a quantity may have: 0 for pieces, 3 for goods weighed in grams. */
  readonly quantityDecimals: number;
  readonly trackStock: boolean;
  readonly taxCode: string;
  /** System role of the account that its sales are credited to. */
  readonly revenueRole: string;
  readonly station: string | null;
  readonly variants: readonly PricedVariant[];
  readonly modifierGroups: readonly PricedModifierGroup[];
}

/** A dated tax rule. The base is price × baseNumerator ÷ baseDenominator (PPN: 11/12, PMK 131/2024), then the rate. */
export interface TaxRule {
  readonly id: string;
  readonly code: string;
  /** Null: in every outlet that has no rule of its own. */
  readonly outletId: string | null;
  readonly kind: 'ppn' | 'pbjt' | 'none';
  readonly rateBps: number;
  readonly baseNumerator: number;
  readonly baseDenominator: number;
  readonly priceIncludesTax: boolean;
  /** System role of the account that the tax is owed on; null where there is none. */
  readonly liabilityRole: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface PriceBook {
  /** What the catalog was when this was read; a sale under another revision is priced again. */
  readonly revision: bigint;
  readonly taxRules: readonly TaxRule[];
  readonly products: ReadonlyMap<string, PricedProduct>;
}

/** What a till needs to know of the catalog. */
export abstract class PriceBooks {
  /** In the snapshot of `tx`; products that do not exist, or are another tenant's, are simply absent. */
  abstract load(tx: ReadTx, productIds: readonly string[]): Promise<PriceBook>;
}
