import { earnedPoints } from './loyalty';

const program = { rupiahPerPoint: 50_000n };

it.each([
  ['Silver, the worked example', 69_000n, 12_000, 1n],
  ['no tier', 69_000n, 10_000, 1n],
  ['just below a point, in whatever tier', 49_999n, 50_000, 0n],
  ['exactly a point', 50_000n, 10_000, 1n],
  ['Silver, where the multiplier tells', 250_000n, 12_000, 6n],
  ['Silver, rounded down', 200_000n, 12_000, 4n],
  ['nothing', 0n, 12_000, 0n],
  ['a tier that earns nothing', 500_000n, 0, 0n],
])('earns points: %s', (_, grandTotal, multiplierBps, points) => {
  expect(earnedPoints(grandTotal, program, multiplierBps)).toBe(points);
});
