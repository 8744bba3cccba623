import { CallProvidersUseCase } from '../../src/modules/payments/use-cases/call-providers.use-case';
import { PayingShop } from '../support/paying-shop';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint } from '../support/tenant-tables';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

describe('A round', () => {
  it('asks about payments that nobody has told of', async () => {
    const { intents } = paying;
    const { intentId } = (await intents.create()).body;
    await intents.callWhatIsDue();
    expect(await intents.row(intentId)).toMatchObject({ state: 'paid', next_call: null });
    expect(await intents.told(intentId)).toEqual(['intent-created', 'intent-paid']);
  });

  it('calls nobody before it is time, nor twice at once', async () => {
    const { app, bank, intents, owner } = paying;
    const { intentId } = (await intents.create({ amount: 10_002n })).body;
    const before = await fingerprint(owner);
    await app.get(CallProvidersUseCase).go();
    expect(await fingerprint(owner)).toEqual(before);

    await owner.query('update payments.intents set next_call_at = created_at where id = $1', [intentId]);
    await Promise.all(Array.from({ length: 5 }, () => app.get(CallProvidersUseCase).go()));
    expect(bank.callsFor(intentId)).toEqual(['create', 'status']);
  });

  it('ends what its customer did not pay in time, and tells the provider', async () => {
    const { bank, intents } = paying;
    const { intentId } = (await intents.create({ amount: 10_002n })).body;
    await intents.age(intentId);
    bank.answers('status', { kind: 'pending', reference: null, qrPayload: null }, intentId);
    await intents.callWhatIsDue();
    expect(await intents.row(intentId)).toMatchObject({ state: 'expired', next_call: 'cancel' });
    await intents.callWhatIsDue();
    expect(await intents.row(intentId)).toMatchObject({ state: 'expired', next_call: null });
    expect(bank.callsFor(intentId)).toEqual(['create', 'status', 'cancel']);
    expect(await intents.told(intentId)).toEqual(['intent-created', 'intent-ended expired']);
  });

  it('does not take other money than was asked for', async () => {
    const { bank, intents } = paying;
    const { intentId } = (await intents.create({ amount: 10_002n })).body;
    for (const other of [{ amount: 10_001n }, { currency: 'USD' }]) {
      bank.answers('status', { kind: 'paid', amount: 10_002n, currency: 'IDR', reference: null, ...other }, intentId);
      await intents.callWhatIsDue();
      expect(await intents.row(intentId)).toMatchObject({ state: 'pending' });
    }
    expect(await intents.told(intentId)).toEqual(['intent-created']);
  });

  it('has money given back, tries again while the provider is away, and gives up what it refuses', async () => {
    const { bank, intents } = paying;
    const [willing, unwilling] = [await intents.paid(), await intents.paid({ amount: 10_004n })];
    for (const intentId of [willing, unwilling]) await intents.cancel(intentId);
    bank.isAwayFor('refund');
    await intents.callWhatIsDue();
    await intents.callWhatIsDue();
    const refundOf = async (intentId: string) => (await intents.refunds()).find((one) => one.intent_id === intentId)!;
    const [made, dead] = [await refundOf(willing), await refundOf(unwilling)];
    expect(made).toMatchObject({ state: 'made', reference: `sandbox-${made.id as string}`, next_attempt_at: null });
    expect(dead).toMatchObject({ state: 'dead', last_error: expect.stringContaining('closed'), reference: null });
    expect(bank.callsFor(made.id as string).length + bank.callsFor(dead.id as string).length).toBe(3);
    expect((await intents.told(willing)).at(-1)).toBe('refund-made');
    expect((await intents.told(unwilling)).at(-1)).toBe('refund-given-up');
  });
});
