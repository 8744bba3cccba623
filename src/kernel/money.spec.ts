import { InvariantError } from './invariant';
import { allocate, divideHalfUp, MONEY_MAX, moneyToJson, sum } from './money';

describe('Money in JSON', () => {
  it.each([0n, 1n, -1n, 25_000n, MONEY_MAX, -MONEY_MAX])('carries %s exactly', (amount) => {
    expect(BigInt(moneyToJson(amount))).toBe(amount);
  });

  it.each([MONEY_MAX + 1n, -MONEY_MAX - 1n])('refuses %s, which a number would falsify', (amount) => {
    expect(() => moneyToJson(amount)).toThrow(InvariantError);
  });
});

describe('A division', () => {
  it.each([
    [0n, 3n, 0n],
    [1n, 2n, 1n],
    [49n, 100n, 0n],
    [50n, 100n, 1n],
    [149n, 100n, 1n],
    [150n, 100n, 2n],
    [10n, 3n, 3n],
    [-49n, 100n, 0n],
    [-50n, 100n, -1n],
    [-150n, 100n, -2n],
    [1_100_000n, 12n, 91_667n], // J02: 11/12 of 100.000
  ])('%s ÷ %s rounds to %s, a half away from zero', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient);
  });

  it.each([0n, -1n])('by %s is a mistake', (denominator) => {
    expect(() => divideHalfUp(1n, denominator)).toThrow(InvariantError);
  });
});

describe('An allocation', () => {
  it.each([
    { amount: 100n, weights: [1n, 1n, 1n], parts: [34n, 33n, 33n], why: 'the earlier of equal remainders first' },
    { amount: 101n, weights: [1n, 1n, 1n], parts: [34n, 34n, 33n], why: 'two units over go to two parts' },
    { amount: 10n, weights: [1n, 2n, 4n], parts: [1n, 3n, 6n], why: 'the largest remainder first' },
    { amount: 7n, weights: [0n, 5n, 0n], parts: [0n, 7n, 0n], why: 'nothing to what weighs nothing' },
    { amount: 5n, weights: [0n, 0n], parts: [5n, 0n], why: 'all to the first when nothing weighs' },
    { amount: 0n, weights: [3n, 4n], parts: [0n, 0n], why: 'nothing of nothing' },
    { amount: 9n, weights: [4n], parts: [9n], why: 'all to the only one' },
  ])('of $amount over $weights: $why', ({ amount, weights, parts }) => {
    expect(allocate(amount, weights)).toEqual(parts);
  });

  it('takes a magnitude, and at least one part', () => {
    expect(() => allocate(-1n, [1n])).toThrow(InvariantError);
    expect(() => allocate(1n, [])).toThrow(InvariantError);
  });
});

it('sums to nothing where there is nothing', () => {
  expect(sum([])).toBe(0n);
  expect(sum([1n, -3n, 5n])).toBe(3n);
});
