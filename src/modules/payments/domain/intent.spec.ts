import { cancel, hear, type Intent, type News } from './intent';

const at = new Date('2026-11-21T03:15:00Z');
const later = (ms: number) => new Date(at.getTime() + ms);
const intent = (over: Partial<Intent> = {}): Intent => ({
  id: 'i',
  outletId: 'o',
  method: 'qris',
  provider: 'sandbox',
  amount: 10_000n,
  currency: 'IDR',
  state: 'pending',
  reference: null,
  qrPayload: null,
  createdAt: at,
  expiresAt: later(900_000),
  nextCall: 'status',
  calls: 0,
  nextCallAt: at,
  saleId: null,
  ...over,
});
const created = intent({ state: 'created', nextCall: 'create' });
const paid: News = { kind: 'paid', amount: 10_000n, currency: 'IDR', reference: 'r' };
const pending: News = { kind: 'pending', reference: 'r', qrPayload: 'qr' };
const atRest = { nextCall: null, nextCallAt: null };

describe('An open intent', () => {
  it.each([created, intent()])('is paid', (open) => {
    expect(hear(open, paid, at)).toMatchObject({ change: { state: 'paid', reference: 'r', ...atRest }, told: 'paid' });
  });

  it.each([
    { ...paid, amount: 9_999n },
    { ...paid, amount: 10_001n },
    { ...paid, currency: 'USD' },
  ])('is not paid by other money', (news) => {
    const open = intent();
    expect(hear(open, news, at)).toMatchObject({
      change: { state: 'pending', nextCall: 'status' },
      told: 'mismatched',
    });
  });

  it.each(['declined', 'expired', 'cancelled'] as const)('ends %s', (kind) => {
    expect(hear(intent(), { kind }, at)).toMatchObject({ change: { state: kind, ...atRest }, told: 'ended' });
  });

  it('becomes pending, and is asked about, at first soon and then seldom', () => {
    const { change } = hear(created, pending, at);
    expect(change).toEqual({
      ...{ state: 'pending', reference: 'r', qrPayload: 'qr', nextCall: 'status', calls: 0 },
      nextCallAt: later(2_000),
    });
    const waits = [0, 1, 4, 50].map((calls) => hear(intent({ calls }), pending, at).change.nextCallAt!.getTime());
    expect(waits).toEqual([4_000, 8_000, 60_000, 60_000].map((ms) => at.getTime() + ms));
  });

  it('is asked for again while the provider is away', () => {
    expect(hear(created, { kind: 'away' }, at)).toMatchObject({
      change: { state: 'created', nextCall: 'create', calls: 1, nextCallAt: later(4_000) },
      told: 'nothing',
    });
  });

  it('is asked about once more when its time is over, and then has expired', () => {
    const calls = 50;
    const last = hear(intent({ calls, expiresAt: later(30_000) }), pending, at).change;
    expect(last.nextCallAt).toEqual(later(30_000));
    const over = intent({ expiresAt: at });
    expect(hear(over, pending, at)).toMatchObject({ change: { state: 'expired', nextCall: 'cancel' }, told: 'ended' });
    expect(hear(over, paid, at)).toMatchObject({ change: { state: 'paid' }, told: 'paid' });
  });

  it('is not given up while nobody knows whether it was paid', () => {
    const over = intent({ expiresAt: at });
    expect(hear(over, { kind: 'away' }, at)).toMatchObject({ change: { state: 'pending', nextCall: 'status' } });
    const unheard = { ...created, expiresAt: at };
    expect(hear(unheard, { kind: 'away' }, at)).toMatchObject({ change: { state: 'expired', nextCall: 'cancel' } });
  });
});

describe('An intent that has ended', () => {
  const cancelled = intent(cancel(intent(), at));

  it('stays so when money comes, which is late', () => {
    for (const state of ['cancelled', 'expired', 'declined'] as const) {
      expect(hear(intent({ ...atRest, state }), paid, at)).toMatchObject({
        change: { state, ...atRest },
        told: 'late',
      });
    }
    expect(hear(cancelled, { ...paid, amount: 1n }, at)).toMatchObject({ told: 'mismatched' });
  });

  it('is paid once', () => {
    const done = intent({ ...atRest, state: 'paid' });
    expect(hear(done, paid, at)).toEqual({ change: expect.objectContaining({ state: 'paid' }), told: 'nothing' });
    expect(hear(done, { kind: 'expired' }, at)).toMatchObject({ change: { state: 'paid' }, told: 'nothing' });
  });

  it('is cancelled at the provider until it has heard, ten times at most', () => {
    expect(cancelled).toMatchObject({ state: 'cancelled', nextCall: 'cancel', nextCallAt: at });
    expect(hear(cancelled, { kind: 'cancelled' }, at).change).toMatchObject({ state: 'cancelled', ...atRest });
    expect(hear(cancelled, { kind: 'away' }, at).change).toMatchObject({
      nextCall: 'cancel',
      nextCallAt: later(4_000),
    });
    expect(hear({ ...cancelled, calls: 9 }, { kind: 'away' }, at).change).toMatchObject(atRest);
  });

  it('is not called for when it was paid before it was given up', () => {
    expect(cancel(intent({ ...atRest, state: 'paid' }), at)).toMatchObject({ state: 'cancelled', ...atRest });
  });
});
