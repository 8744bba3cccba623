import type { Money } from '../../../kernel/money';
import type { Quantity } from '../../../kernel/quantity';
import type { ReadTx } from '../../../platform/database/tx';
import type { Promotion } from './promotion';

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

export interface PricedUnit {
  readonly id: string;
  readonly variantId: string | null;
  readonly name: string;
  /** How many of the product's own unit, in ten-thousandths. */
  readonly factor: Quantity;
  readonly price: Money;
}

/** A step of a price list. */
export interface ListedPrice {
  readonly priceListId: string;
  readonly variantId: string | null;
  /** From how many on, in ten-thousandths. */
  readonly minQuantity: Quantity;
  readonly price: Money;
}

/** When, where and for whom it holds; null: for all. */
export interface PriceList {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly outletId: string | null;
  readonly orderType: string | null;
  readonly tierId: string | null;
  /** A bit a day; Monday's is 1. */
  readonly weekdays: number;
  /** "17:00" by the outlet's clock. */
  readonly fromTime: string | null;
  readonly toTime: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** What a combo offers in one slot. */
export interface PricedComboSlot {
  readonly id: string;
  readonly name: string;
  readonly minSelect: number;
  readonly maxSelect: number;
  readonly choices: readonly {
    readonly productId: string;
    /** Null: any that the product has. */
    readonly variantId: string | null;
    readonly upcharge: Money;
  }[];
}

/** A product as a till sells it, with its active variants and modifiers. */
export interface PricedProduct {
  readonly id: string;
  readonly categoryId: string;
  readonly name: string;
  readonly active: boolean;
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
  readonly units: readonly PricedUnit[];
  readonly listPrices: readonly ListedPrice[];
  readonly modifierGroups: readonly PricedModifierGroup[];
  /** Of a combo; it has neither packs nor modifiers of its own, and is sold whole. */
  readonly comboSlots: readonly PricedComboSlot[];
}

/** A dated tax rule. The base is price × baseNumerator ÷ baseDenominator (PPN: 11/12, PMK 131/2024), then the rate. */
export interface TaxRule {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Of the law. */
  readonly source: string;
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
  /** Those that are in use. */
  readonly priceLists: readonly PriceList[];
  /** Those that are in use, whether they hold or not. */
  readonly promotions: readonly Promotion[];
  readonly products: ReadonlyMap<string, PricedProduct>;
}

/** What a till needs to know of the catalog. */
export abstract class PriceBooks {
  /** In the snapshot of `tx`; products that do not exist, or are another tenant's, are simply absent. */
  abstract load(tx: ReadTx, productIds: readonly string[]): Promise<PriceBook>;

  abstract revision(tx: ReadTx): Promise<bigint>;
}
