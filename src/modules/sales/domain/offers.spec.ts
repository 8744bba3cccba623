import { customerTerms, occasionOf, offerTerms, saleContext } from '../../../../test/support/sale-terms';
import type { LocalMoment } from '../../../kernel/local-moment';
import type { OfferTerms } from './offer-terms';
import { holds } from './offers';

const SATURDAY = 1 << 5;
const FRIDAY = 1 << 4;

const at = (time: string): LocalMoment => ({
  today: { date: '2026-11-21', weekday: 6 },
  yesterday: { date: '2026-11-20', weekday: 5 },
  time,
});

const holdsAt = (terms: Partial<OfferTerms>, time = '12:00') =>
  holds(offerTerms(terms), saleContext([]), occasionOf({ moment: at(time) }));

describe('An offer holds', () => {
  it('always, where it says nothing', () => {
    expect([holdsAt({}, '00:00'), holdsAt({}, '23:59')]).toEqual([true, true]);
  });

  it.each<[string, Partial<OfferTerms>, string, boolean]>([
    ['from its first minute', { fromTime: '17:00', toTime: '19:00' }, '17:00', true],
    ['not before', { fromTime: '17:00', toTime: '19:00' }, '16:59', false],
    ['not in its last', { fromTime: '17:00', toTime: '19:00' }, '19:00', false],
    ['on its day', { weekdays: SATURDAY }, '12:00', true],
    ['on no other', { weekdays: FRIDAY }, '12:00', false],
    ['past midnight', { fromTime: '22:00', toTime: '02:00', weekdays: FRIDAY }, '01:59', true],
    ['past midnight, but not long past', { fromTime: '22:00', toTime: '02:00', weekdays: FRIDAY }, '02:00', false],
    ['past midnight, not on the day it ends', { fromTime: '22:00', toTime: '02:00', weekdays: FRIDAY }, '22:00', false],
    ['before midnight', { fromTime: '22:00', toTime: '02:00', weekdays: SATURDAY }, '23:59', true],
    ['from its first day', { validFrom: '2026-11-21' }, '12:00', true],
    ['not before it', { validFrom: '2026-11-22' }, '12:00', false],
    ['until its last', { validTo: '2026-11-21' }, '12:00', true],
    ['not after it', { validTo: '2026-11-20' }, '12:00', false],
    ['the night after its last', { validTo: '2026-11-20', fromTime: '22:00', toTime: '02:00' }, '01:00', true],
  ])('%s', (_, terms, time, expected) => {
    expect(holdsAt(terms, time)).toBe(expected);
  });

  it('at its outlet, for its order type and its tier alone', () => {
    const context = (tierId: string | null) => saleContext([], { id: 'here', customer: customerTerms({ tierId }) });
    const terms = offerTerms({ outletId: 'here', orderType: 'dine_in', tierId: 'gold' });
    const dineIn = occasionOf({ orderType: 'dine_in' });
    expect(holds(terms, context('gold'), dineIn)).toBe(true);
    expect(holds(terms, context('silver'), dineIn)).toBe(false);
    expect(holds(terms, context(null), dineIn)).toBe(false);
    expect(holds(terms, saleContext([], { id: 'here' }), dineIn)).toBe(false);
    expect(holds(terms, context('gold'), occasionOf({ orderType: 'delivery' }))).toBe(false);
    expect(holds({ ...terms, outletId: 'there' }, context('gold'), dineIn)).toBe(false);
  });
});
