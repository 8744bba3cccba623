import type { Money } from '../../../kernel/money';
import type { RateBps } from '../../../kernel/rate';

export interface LoyaltyProgram {
  /** How much must be spent for one point, before the tier's multiplier. */
  readonly rupiahPerPoint: Money;
}

const BPS = 10_000n;

/** Whole points only, rounded down twice: what is spent below a point earns nothing, in any tier. */
export function earnedPoints(grandTotal: Money, program: LoyaltyProgram, multiplierBps: RateBps): bigint {
  const points = grandTotal / program.rupiahPerPoint;
  return (points * BigInt(multiplierBps)) / BPS;
}
