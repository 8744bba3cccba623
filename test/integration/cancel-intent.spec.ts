import { newId } from '../../src/kernel/ids';
import { PayingShop } from '../support/paying-shop';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint } from '../support/tenant-tables';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

describe('A payment that is given up', () => {
  it('is cancelled at the provider too', async () => {
    const { bank, intents } = paying;
    const { intentId } = (await intents.create()).body;
    const { body } = await intents.cancel(intentId);
    expect([body.state, bank.callsFor(intentId)]).toEqual(['cancelled', ['create', 'cancel']]);
    expect(await intents.row(intentId)).toMatchObject({ next_call: null });
    expect(await intents.told(intentId)).toEqual(['intent-created', 'intent-ended cancelled']);
  });

  it('is cancelled there later where the provider is away', async () => {
    const { bank, intents } = paying;
    const { intentId } = (await intents.create()).body;
    bank.isAwayFor('cancel');
    expect((await intents.cancel(intentId)).body.state).toBe('cancelled');
    await intents.callWhatIsDue();
    await intents.callWhatIsDue();
    expect(bank.callsFor(intentId)).toEqual(['create', 'cancel', 'cancel']);
  });

  it('goes back when it was paid all the same, and is not paid', async () => {
    const { bank, intents } = paying;
    const { intentId } = (await intents.create({ amount: 10_003n })).body;
    expect((await intents.cancel(intentId)).body.state).toBe('cancelled');
    const [refund] = (await intents.refunds()).filter((one) => one.intent_id === intentId);
    expect(refund).toMatchObject({ amount: 10_003, reason: 'late', state: 'due' });
    await intents.callWhatIsDue();
    expect(await intents.told(intentId)).toEqual([
      ...['intent-created', 'intent-ended cancelled', 'refund-owed', 'refund-made'],
    ]);
    expect(bank.callsFor(refund!.id as string)).toEqual(['refund']);
    expect(await intents.row(intentId)).toMatchObject({ state: 'cancelled' });
  });

  it('goes back when it had been paid and nothing was sold for it', async () => {
    const { intents } = paying;
    const intentId = await intents.paid();
    expect((await intents.cancel(intentId)).body.state).toBe('cancelled');
    await intents.callWhatIsDue();
    const told = ['intent-created', 'intent-paid', 'intent-ended cancelled', 'refund-owed', 'refund-made'];
    expect(await intents.told(intentId)).toEqual(told);
  });

  it('is given up by one of fifty', async () => {
    const { bank, intents } = paying;
    const { intentId } = (await intents.create()).body;
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => intents.cancel(intentId)));
    const codes = all.map((one) => (one.status === 'fulfilled' ? one.value.body.state : one.reason.code));
    expect(codes.toSorted()).toEqual(['cancelled', ...Array(49).fill('payments.intent-ended')]);
    expect(bank.callsFor(intentId)).toEqual(['create', 'cancel']);
  });

  it('is answered again under its key', async () => {
    const { intents, owner } = paying;
    const { intentId } = (await intents.create()).body;
    const key = newId();
    const first = await intents.cancel(intentId, { key });
    const before = await fingerprint(owner);
    expect(await intents.cancel(intentId, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });
});

it.each([
  ['that does not exist', 'payments.intent-not-found', () => paying.intents.cancel(newId())],
  [
    'of an outlet where the cashier does not work',
    'payments.intent-not-found',
    async () => {
      const { rows } = await paying.owner.query<{ id: string }>('select id from payments.intents limit 1');
      return paying.intents.cancel(rows[0]!.id, { as: paying.shop.actor('cashier', ['UJI2']) });
    },
  ],
  [
    'that had been given up',
    'payments.intent-ended',
    async () => {
      const { rows } = await paying.owner.query<{ id: string }>(
        `select id from payments.intents where state = 'cancelled' limit 1`,
      );
      return paying.intents.cancel(rows[0]!.id);
    },
  ],
])('A payment is not given up, and nothing is written, where it is one %s', async (_, code, attempt) => {
  const before = await fingerprint(paying.owner);
  await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
  expect(await fingerprint(paying.owner)).toEqual(before);
});
