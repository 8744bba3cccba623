import { localMomentOf } from './local-moment';

it('A moment is told by the clock of its place', () => {
  const instant = new Date('2026-11-22T16:30:45Z'); // a Sunday in Jakarta, Monday in Makassar
  expect(localMomentOf(instant, 'Asia/Jakarta')).toEqual({
    today: { date: '2026-11-22', weekday: 7 },
    yesterday: { date: '2026-11-21', weekday: 6 },
    time: '23:30',
  });
  expect(localMomentOf(instant, 'Asia/Makassar')).toMatchObject({
    today: { date: '2026-11-23', weekday: 1 },
    time: '00:30',
  });
});
