import { ORDER_STATUSES, type OrderStatus } from '../contracts/kitchen.events';
import { bumped, changesStatus, recalled } from './order-status';

const change = (from: OrderStatus, status: OrderStatus, expectedVersion: number | null = null) =>
  changesStatus({ status: from, version: 4 }, { status, expectedVersion });

describe('The status of a kitchen order', () => {
  it.each<[OrderStatus, OrderStatus]>([
    ['pending', 'preparing'],
    ['pending', 'cancelled'],
    ['preparing', 'ready'],
    ['ready', 'preparing'],
    ['ready', 'served'],
    ['served', 'ready'],
    ['served', 'completed'],
  ])('moves from %s to %s', (from, to) => {
    expect(change(from, to)).toBe(true);
  });

  it.each(ORDER_STATUSES)('stays %s when it is set to what it is, whatever version was seen', (status) => {
    expect(change(status, status, 3)).toBe(false);
  });

  it.each<[OrderStatus, OrderStatus]>([
    ['completed', 'preparing'],
    ['completed', 'cancelled'],
    ['cancelled', 'pending'],
    ['cancelled', 'ready'],
  ])('never leaves %s for %s', (from, to) => {
    expect(() => change(from, to)).toThrow(expect.objectContaining({ code: 'kitchen.order-final', kind: 'conflict' }));
  });

  it.each<OrderStatus>(['preparing', 'ready', 'served'])('does not go back from %s to pending', (from) => {
    expect(() => change(from, 'pending')).toThrow(
      expect.objectContaining({ code: 'kitchen.order-already-begun', kind: 'conflict' }),
    );
  });

  it('is not changed on the ground of an older version', () => {
    expect(() => change('pending', 'ready', 3)).toThrow(
      expect.objectContaining({ code: 'request.version-stale', kind: 'stale', details: { version: 4 } }),
    );
    expect(change('pending', 'ready', 4)).toBe(true);
  });
});

const MOVES = { bump: bumped, recall: recalled };

describe.each<[keyof typeof MOVES, OrderStatus, string]>([
  ['bump', 'pending', 'preparing'],
  ['bump', 'preparing', 'ready'],
  ['bump', 'ready', 'served'],
  ['bump', 'served', 'kitchen.nothing-to-bump'],
  ['bump', 'completed', 'kitchen.order-final'],
  ['bump', 'cancelled', 'kitchen.order-final'],
  ['recall', 'pending', 'kitchen.nothing-to-recall'],
  ['recall', 'preparing', 'kitchen.nothing-to-recall'],
  ['recall', 'ready', 'preparing'],
  ['recall', 'served', 'ready'],
  ['recall', 'completed', 'kitchen.order-final'],
  ['recall', 'cancelled', 'kitchen.order-final'],
])('A %s of an order that is %s', (move, status, outcome) => {
  const decideOn = (expectedVersion: number | null) => {
    try {
      return MOVES[move]({ status, version: 4 }, { expectedVersion });
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it(`comes to ${outcome}, unless it was decided on an older version`, () => {
    expect([null, 4, 3].map(decideOn)).toEqual([outcome, outcome, 'request.version-stale']);
  });
});
