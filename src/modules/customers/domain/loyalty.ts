import type { Money } from '../../../kernel/money';
import type { RateBps } from '../../../kernel/rate';

export interface LoyaltyProgram {
  /** How much must be spent for one point, before the tier's multiplier. */
  readonly rupiahPerPoint: Money;
}

/** A program as its owner sees it; amounts in minor units. */
export interface LoyaltyTerms {
  readonly rupiahPerPoint: number;
  /** What one point takes off a sale; 0: points are not redeemed. */
  readonly pointValue: number;
  readonly active: boolean;
  /** SAK EP: points are owed when they are earned. */
  readonly loyaltyLiability: boolean;
}

/** Where nobody has said anything, nothing is earned. */
export const NO_PROGRAM: LoyaltyTerms = { rupiahPerPoint: 1, pointValue: 0, active: false, loyaltyLiability: false };

const BPS = 10_000n;

/** Whole points only, rounded down twice: what is spent below a point earns nothing, in any tier. */
export function earnedPoints(grandTotal: Money, program: LoyaltyProgram, multiplierBps: RateBps): bigint {
  const points = grandTotal / program.rupiahPerPoint;
  return (points * BigInt(multiplierBps)) / BPS;
}
