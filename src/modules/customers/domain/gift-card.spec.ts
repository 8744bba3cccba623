import { dayBegunEverywhere, lastDayOf } from './gift-card';

it.each([
  ['2026-11-21', 12, '2027-11-21'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2026-11-21', null, null],
])('a card sold on %s for %p months is taken until %p', (soldOn, validMonths, lastDay) => {
  expect(lastDayOf(soldOn, { validMonths })).toBe(lastDay);
});

it('a day has begun everywhere when it has begun in the west, at the hour at which days start there', () => {
  const jakarta = { timeZone: 'Asia/Jakarta', dayStartsAt: '04:00' };
  const jayapura = { timeZone: 'Asia/Jayapura', dayStartsAt: '00:00' };
  expect(dayBegunEverywhere([jayapura, jakarta], new Date('2026-11-20T20:59:00Z'))).toBe('2026-11-20');
  expect(dayBegunEverywhere([jayapura, jakarta], new Date('2026-11-20T21:00:00Z'))).toBe('2026-11-21');
});
