import { invariant } from './invariant';

/** An amount in integer minor units of its currency. The rupiah has scale 0, so one unit is one rupiah. */
export type Money = bigint;

/** The largest amount that survives JSON, where money is an integer number: 2^53 - 1. */
export const MONEY_MAX: Money = BigInt(Number.MAX_SAFE_INTEGER);

/** Money for JSON. Throws on what a number cannot carry exactly. */
export function moneyToJson(amount: Money): number {
  invariant(amount <= MONEY_MAX && amount >= -MONEY_MAX, 'an amount exceeds 2^53 - 1');
  return Number(amount);
}

/**
 * numerator ÷ denominator, rounded to the nearest integer; a half goes away from zero (on the magnitude, then the sign).
 * Whole rupiah: PER-11/PJ/2025 art. 129.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  invariant(denominator > 0n, 'division by a denominator that is not positive');
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/**
 * Splits an amount in proportion to the weights (not negative) by largest remainder: the parts sum to the amount, and
 * a unit that is left over goes to the largest remainder, the earlier part first. All weights zero: all of it to the first.
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  invariant(amount >= 0n, 'a negative amount is allocated as its magnitude');
  invariant(weights.length > 0, 'an amount is allocated to at least one part');
  const total = sum(weights);
  if (total === 0n) return weights.map((_, index) => (index === 0 ? amount : 0n));

  const parts = weights.map((weight) => (amount * weight) / total);
  const left = Number(amount - sum(parts));
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (amount * weight) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, left)) parts[index] = parts[index]! + 1n;
  return parts;
}

export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
