import type { Role } from '../kernel/roles';

/** A business as it opens its doors, in plain data. Names are keys: every id follows from the business's own id and them. */
export interface BusinessPlan {
  readonly id: string;
  readonly name: string;
  readonly legalName: string;
  readonly address: string;
  readonly taxNumber?: string;
  /** PKP: only a taxable entrepreneur may charge PPN. */
  readonly isTaxableEntrepreneur: boolean;
  /** In rupiah, in the safe of each outlet on the first day. */
  readonly openingCash: number;
  /** Columns of `tenant_config` that are not as by default. */
  readonly config?: Readonly<Record<string, boolean | number>>;
  readonly outlets: readonly OutletPlan[];
  readonly employees: readonly EmployeePlan[];
  readonly taxRules: readonly TaxRulePlan[];
  readonly products: readonly ProductPlan[];
  readonly modifierGroups?: readonly ModifierGroupPlan[];
  readonly ingredients?: readonly IngredientPlan[];
  readonly loyalty?: LoyaltyPlan;
  readonly customers?: readonly CustomerPlan[];
}

export interface OutletPlan {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly timeZone: string;
  readonly serviceChargeBps?: number;
  /** Codes of its tables, for dining in. */
  readonly tables?: readonly { readonly code: string; readonly seats: number }[];
}

/** Works at every outlet of the business. */
export interface EmployeePlan {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export interface TaxRulePlan {
  readonly code: string;
  readonly name: string;
  readonly kind: 'ppn' | 'pbjt' | 'none';
  readonly rateBps: number;
  /** The base is price × numerator ÷ denominator. */
  readonly base?: readonly [numerator: number, denominator: number];
  readonly priceIncludesTax: boolean;
  readonly liabilityRole?: string;
  readonly source: string;
}

export interface ProductPlan {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** In rupiah. Where there are variants, theirs count. */
  readonly price: number;
  readonly taxCode: string;
  readonly revenueRole: string;
  readonly description?: string;
  readonly barcode?: string;
  readonly uom?: string;
  readonly quantityDecimals?: number;
  readonly station?: string;
  readonly modifierGroups?: readonly string[];
  readonly variants?: readonly VariantPlan[];
  /** Of a combo. */
  readonly slots?: readonly ComboSlotPlan[];
  /** What each outlet opens with; a product that is counted has it, or its variants have. */
  readonly stock?: StockPlan;
  readonly recipe?: RecipePlan;
}

export interface VariantPlan {
  readonly sku: string;
  readonly name: string;
  readonly price: number;
  readonly barcode?: string;
  readonly stock?: StockPlan;
  readonly recipe?: RecipePlan;
}

/** By default one is chosen. */
export interface ComboSlotPlan {
  readonly name: string;
  readonly minSelect?: number;
  readonly maxSelect?: number;
  /** SKUs of products, which may then be any of their variants, or of variants; an upcharge in rupiah. */
  readonly choices: readonly { readonly sku: string; readonly upcharge?: number }[];
}

export interface StockPlan {
  /** A decimal string. */
  readonly quantity: string;
  /** In rupiah, for one unit. */
  readonly unitCost: number;
  readonly lowStockAt?: string;
}

/** Quantities by the names of ingredients, for one unit sold. */
export type RecipePlan = Readonly<Record<string, string>>;

export interface ModifierGroupPlan {
  readonly name: string;
  readonly minSelect: number;
  readonly maxSelect: number;
  readonly modifiers: readonly { readonly name: string; readonly price: number }[];
}

export interface IngredientPlan {
  readonly name: string;
  readonly uom: string;
  readonly stock: StockPlan;
}

export interface LoyaltyPlan {
  readonly rupiahPerPoint: number;
  /** 12000: 1.2 points for each. */
  readonly tiers: readonly { readonly name: string; readonly multiplierBps: number }[];
}

export interface CustomerPlan {
  readonly name: string;
  readonly phone: string;
  readonly tier?: string;
}
