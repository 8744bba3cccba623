import { businessDateOf } from './business-date';

const WIB = 'Asia/Jakarta';
const WITA = 'Asia/Makassar';
const WIT = 'Asia/Jayapura';

describe('One instant is another day in another zone', () => {
  it.each([
    ['2026-11-21T14:59:59Z', WIB, '2026-11-21'],
    ['2026-11-21T14:59:59Z', WITA, '2026-11-21'],
    ['2026-11-21T14:59:59Z', WIT, '2026-11-21'],
    ['2026-11-21T15:00:00Z', WIB, '2026-11-21'],
    ['2026-11-21T15:00:00Z', WITA, '2026-11-21'],
    ['2026-11-21T15:00:00Z', WIT, '2026-11-22'],
    ['2026-11-21T16:00:00Z', WITA, '2026-11-22'],
    ['2026-11-21T16:59:59Z', WIB, '2026-11-21'],
    ['2026-11-21T17:00:00Z', WIB, '2026-11-22'],
    ['2026-12-31T17:00:00Z', WIB, '2027-01-01'],
    ['2028-02-28T17:00:00Z', WIB, '2028-02-29'],
  ])('%s in %s is %s', (instant, timeZone, date) => {
    expect(businessDateOf(new Date(instant), timeZone, '00:00')).toBe(date);
  });
});

describe('A day that starts late', () => {
  it.each([
    ['2026-11-21T20:59:59Z', '04:00', '2026-11-21'], // 03:59 on the 22nd
    ['2026-11-21T21:00:00Z', '04:00', '2026-11-22'],
    ['2026-11-21T17:00:00Z', '00:00', '2026-11-22'],
    ['2026-11-21T16:59:59Z', '23:59', '2026-11-21'], // 23:59:59: after the start
    ['2026-11-21T16:58:59Z', '23:59', '2026-11-20'],
    ['2026-12-31T18:00:00Z', '04:00', '2026-12-31'],
  ])('at %s, with a start at %s, is still %s', (instant, dayStartsAt, date) => {
    expect(businessDateOf(new Date(instant), WIB, dayStartsAt)).toBe(date);
  });
});
