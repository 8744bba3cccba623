import { daysFromAnniversary } from './anniversary';

describe('An anniversary', () => {
  it.each([
    ['1990-11-21', '2026-11-21', 0],
    ['1990-11-21', '2026-11-24', 3],
    ['1990-12-30', '2026-01-02', 3],
    ['1990-01-02', '2026-12-30', 3],
    ['2000-02-29', '2026-02-28', 0],
    ['2000-02-29', '2028-02-28', 1],
    ['1990-05-22', '2026-11-21', 182],
  ])('of %s is %s away by %i days', (first, date, days) => {
    expect(daysFromAnniversary(first, date)).toBe(days);
  });
});
