import type { Money } from '../../../kernel/money';

export const PROMOTION_KINDS = ['percentage', 'fixed', 'buy_x_get_y', 'bundle'] as const;

export type PromotionKind = (typeof PROMOTION_KINDS)[number];

/** So many of these goods; without any: of whatever is sold. */
export interface PromotionPart {
  readonly quantity: number;
  readonly productIds: readonly string[];
  readonly categoryIds: readonly string[];
}

/** What is taken off by itself, where, when and for whom it holds. */
export interface Promotion {
  readonly id: string;
  readonly name: string;
  readonly kind: PromotionKind;
  /** Of a percentage; of buy_x_get_y: how much is off what is got. */
  readonly rateBps: number;
  /** Of a fixed one: off; of a bundle: its price. */
  readonly amount: Money;
  readonly maxAmount: Money | null;
  /** One; of buy_x_get_y two: what is bought, and what is got; of a bundle: what it holds. */
  readonly parts: readonly PromotionPart[];
  readonly minSpend: Money;
  readonly firstPurchase: boolean;
  readonly birthdayDays: number | null;
  readonly priority: number;
  readonly exclusive: boolean;
  /** Not given by itself: a voucher lets it be. */
  readonly byVoucher: boolean;
  readonly maxUses: number | null;
  readonly maxUsesPerCustomer: number | null;
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

/** A promotion with what only its manager sees. */
export interface ManagedPromotion extends Promotion {
  readonly active: boolean;
  readonly version: number;
}
