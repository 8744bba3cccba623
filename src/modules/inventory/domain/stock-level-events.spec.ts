import { stockLevelsChangedSchema } from '../contracts/inventory.events';
import { type ShelfLevel, stockLevelsChanged } from './stock-level-events';

const AT = new Date('2026-11-21T03:00:00.000Z');
const MENTENG = '019aa000-0000-7000-8000-000000000001';
const TEBET = '019aa000-0000-7000-8000-000000000002';

const moved = (outletId: string, count: number): ShelfLevel[] =>
  Array.from({ length: count }, (_, place) => ({
    outletId,
    level: {
      stockItemId: `019aa000-0000-7000-8000-1${String(place).padStart(11, '0')}`,
      productId: null,
      variantId: null,
      name: `Bahan ${place}`,
      onHand: '-0.5',
      isLow: true,
    },
  }));

describe('The levels that have changed', () => {
  it('are told on the streams of their outlets, by their contract', () => {
    const [first] = moved(MENTENG, 1);
    const events = stockLevelsChanged([first!, ...moved(TEBET, 2)], AT);
    expect(events.map(({ outletId, payload }) => [outletId, payload.outletId, payload.levels.length])).toEqual([
      [MENTENG, MENTENG, 1],
      [TEBET, TEBET, 2],
    ]);
    expect(events[0]).toMatchObject({ version: 1, occurredAt: AT, payload: { levels: [first!.level] } });
    for (const { payload } of events) expect(stockLevelsChangedSchema.strict().parse(payload)).toEqual(payload);
  });

  it('are told in events of a bounded size, and none is left out or told twice', () => {
    const events = stockLevelsChanged(moved(MENTENG, 401), AT);
    expect(events.map(({ payload }) => payload.levels.length)).toEqual([200, 200, 1]);
    const told = events.flatMap(({ payload }) => payload.levels.map(({ stockItemId }) => stockItemId));
    expect(new Set(told).size).toBe(401);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(3);
  });

  it('are not told when there are none', () => {
    expect(stockLevelsChanged([], AT)).toEqual([]);
  });
});
