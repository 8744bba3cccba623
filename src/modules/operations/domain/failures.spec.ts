import { requireUnsettled } from './failures';

const failures = (...states: ('parked' | 'dead' | 'discarded' | 'resolved')[]) =>
  states.map((state, place) => ({ state, listener: `listener ${place}` }));

it('What is parked or dead can still be repaired, and what is settled is left alone', () => {
  expect(requireUnsettled('event', failures('parked', 'resolved', 'dead', 'discarded'))).toEqual([
    { state: 'parked', listener: 'listener 0' },
    { state: 'dead', listener: 'listener 2' },
  ]);
});

it('An event that nobody failed to take is not found', () => {
  expect(() => requireUnsettled('event', [])).toThrow(
    expect.objectContaining({ kind: 'not-found', code: 'operations.failure-not-found', details: { eventId: 'event' } }),
  );
});

it('An event that is settled stays so', () => {
  expect(() => requireUnsettled('event', failures('resolved', 'discarded', 'resolved'))).toThrow(
    expect.objectContaining({
      kind: 'conflict',
      code: 'operations.failure-settled',
      details: { eventId: 'event', states: ['resolved', 'discarded'] },
    }),
  );
});
