import { divideHalfUp, type Money } from './money';

/** A rate in basis points: 1000 is 10 %. */
export type RateBps = number;

const BPS = 10_000n;

/** amount × rate, half up. */
export function applyRate(amount: Money, rateBps: RateBps): Money {
  return divideHalfUp(amount * BigInt(rateBps), BPS);
}
