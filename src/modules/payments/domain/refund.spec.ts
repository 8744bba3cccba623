import { hearOfRefund, type OwedRefund } from './refund';

const at = new Date('2026-11-21T03:15:00Z');
const refund = (attempts = 0): OwedRefund => ({
  id: 'r',
  intentId: 'i',
  amount: 10_000n,
  reason: 'late',
  sourceId: 'i',
  attempts,
});

describe('A refund', () => {
  it('is made', () => {
    expect(hearOfRefund(refund(), { kind: 'made', reference: 'x' }, at)).toEqual({
      ...{ state: 'made', attempts: 1, nextAttemptAt: null, lastError: null, reference: 'x' },
    });
  });

  it('is asked for again while the provider is away, an hour apart at most, and is dead in the end', () => {
    const away = { kind: 'away', error: 'e'.repeat(600) } as const;
    expect(hearOfRefund(refund(), away, at)).toMatchObject({ state: 'due', attempts: 1, lastError: 'e'.repeat(500) });
    const waits = [0, 1, 10].map(
      (attempts) => hearOfRefund(refund(attempts), away, at).nextAttemptAt!.getTime() - at.getTime(),
    );
    expect(waits).toEqual([4_000, 8_000, 3_600_000]);
    expect(hearOfRefund(refund(11), away, at)).toMatchObject({ state: 'dead', attempts: 12, nextAttemptAt: null });
  });

  it('is dead at once where it is refused', () => {
    expect(hearOfRefund(refund(), { kind: 'refused', error: 'no' }, at)).toMatchObject({
      state: 'dead',
      lastError: 'no',
    });
  });
});
