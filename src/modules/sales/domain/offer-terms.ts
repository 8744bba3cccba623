/** Where, when and for whom a price list or a promotion holds; null: for all. */
export interface OfferTerms {
  readonly outletId: string | null;
  readonly orderType: string | null;
  /** Of the customer. */
  readonly tierId: string | null;
  /** A bit a day; Monday's is 1. */
  readonly weekdays: number;
  /** "17:00" by the outlet's clock; both or neither. */
  readonly fromTime: string | null;
  /** Exclusive; before `fromTime`: on the day after. */
  readonly toTime: string | null;
  readonly validFrom: string | null;
  /** The last day. */
  readonly validTo: string | null;
}
