import type { Money } from '../../../kernel/money';
import type { RateBps } from '../../../kernel/rate';
import type { ReadTx } from '../../../platform/database/tx';

/** What pricing needs to know of an outlet. */
export interface OutletSettingsRow {
  readonly id: string;
  readonly code: string;
  /** IANA name, such as Asia/Makassar. */
  readonly timeZone: string;
  /** "HH:MM": a sale before it belongs to the business date before. */
  readonly dayStartsAt: string;
  readonly serviceChargeBps: RateBps;
  readonly serviceChargeBase: 'pre_discount' | 'post_discount';
  readonly serviceChargeTaxable: boolean;
  /** Cash totals are rounded to a multiple of it; 1 where they are not rounded. */
  readonly cashRoundingStep: Money;
  readonly cashRoundingDirection: 'nearest' | 'down';
  readonly active: boolean;
}

export interface BusinessSettings {
  readonly business: {
    /** PKP: only a taxable entrepreneur may charge PPN. */
    readonly isTaxableEntrepreneur: boolean;
  };
  /** All outlets of the business, by code. */
  readonly outlets: readonly OutletSettingsRow[];
}

export abstract class OutletSettings {
  /** In the snapshot of `tx`, for its business. */
  abstract load(tx: ReadTx): Promise<BusinessSettings>;
}
