import { applyRate } from './rate';

it.each([
  [94_500n, 1_000, 9_450n], // J04: PBJT
  [91_667n, 1_200, 11_000n], // J02: PPN on 11/12
  [5n, 1_000, 1n],
  [4n, 1_000, 0n],
  [-5n, 1_000, -1n],
  [100n, 0, 0n],
  [100n, 10_000, 100n],
])('of %s, %s basis points are %s', (amount, rateBps, part) => {
  expect(applyRate(amount, rateBps)).toBe(part);
});
