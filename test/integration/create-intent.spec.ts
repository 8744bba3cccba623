import { newId } from '../../src/kernel/ids';
import { readQris } from '../../src/modules/payments/domain/qris';
import { PaymentProviders } from '../../src/modules/payments/providers/payment-providers';
import { CreateIntentUseCase } from '../../src/modules/payments/use-cases/create-intent.use-case';
import { Database, writerOf } from '../../src/platform/database/database';
import { PayingShop } from '../support/paying-shop';
import { NOW, startSales } from '../support/sales-app';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint } from '../support/tenant-tables';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

describe('A payment that is asked for', () => {
  it('is answered with the code that the customer scans', async () => {
    const { shop, intents } = paying;
    const { body, replayed } = await intents.create();
    expect([replayed, readQris(body.qrPayload!)]).toMatchObject([false, { initiation: 'dynamic', amount: 10_000n }]);
    expect(body).toEqual({
      intentId: expect.any(String),
      outletId: shop.outletId,
      method: 'qris',
      provider: 'sandbox',
      amount: 10_000,
      currency: 'IDR',
      state: 'pending',
      reference: `sandbox-${body.intentId}`,
      qrPayload: expect.any(String),
      saleId: null,
      createdAt: NOW.toISOString(),
      expiresAt: new Date(NOW.getTime() + 900_000).toISOString(),
    });
    expect(await intents.told(body.intentId)).toEqual(['intent-created']);
  });

  it('is committed before the provider is called, and no transaction is open meanwhile', async () => {
    const { bank, intents, owner } = paying;
    const seen: unknown[] = [];
    bank.instead.set('create', async () => {
      const stored = await owner.query(`select state from payments.intents where id = $1`, [bank.asked.at(-1)!.id]);
      const open = await owner.query(
        `select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
      );
      seen.push(stored.rows, open.rowCount);
      return { kind: 'pending', reference: null, qrPayload: null };
    });
    await intents.create();
    expect(seen).toEqual([[{ state: 'created' }], 0]);
  });

  it('is asked for again with the same id where the process ended, or the provider was away, in between', async () => {
    const { bank, intents } = paying;
    bank.isAwayFor('create');
    const { body } = await intents.create();
    expect(body).toMatchObject({ state: 'created', qrPayload: null });
    await intents.callWhatIsDue();
    expect(await intents.row(body.intentId)).toMatchObject({ state: 'pending', qr_payload: expect.any(String) });
    expect(bank.callsFor(body.intentId)).toEqual(['create', 'create']);
  });

  it('is asked for once under its key, by fifty at once too', async () => {
    const { bank, intents } = paying;
    const key = newId();
    const all = await Promise.all(Array.from({ length: 50 }, () => intents.create({}, { key })));
    const ids = new Set(all.map(({ body }) => body.intentId));
    expect([ids.size, all.filter(({ replayed }) => !replayed)]).toEqual([1, [expect.anything()]]);
    expect(bank.callsFor([...ids][0]!)).toEqual(['create']);
    await expect(intents.create({ amount: 5n }, { key })).rejects.toMatchObject({
      code: 'request.idempotency-key-reused',
    });
  });

  it('is declined where the provider says so, or gives a code for something else', async () => {
    const { bank, intents } = paying;
    const declined = await intents.create({ amount: 10_001n });
    expect(declined.body.state).toBe('declined');
    expect(await intents.told(declined.body.intentId)).toEqual(['intent-created', 'intent-ended declined']);

    const { body } = await intents.create({ amount: 500n });
    bank.answers('create', { kind: 'pending', reference: null, qrPayload: body.qrPayload });
    expect((await intents.create({ amount: 600n })).body).toMatchObject({ state: 'declined', qrPayload: null });
  });
});

describe('No payment is asked for, and nothing is written,', () => {
  it.each([
    [
      'at an outlet that does not exist',
      'identity.outlet-not-found',
      () => paying.intents.create({ outletId: newId() }),
    ],
    [
      'at an outlet where the cashier does not work',
      'identity.outlet-not-found',
      () => paying.intents.create({}, { as: paying.shop.actor('cashier', ['UJI2']) }),
    ],
    [
      'by a method that the provider does not take',
      'payments.method-unsupported',
      () => paying.intents.create({ method: 'card' }),
    ],
  ])('%s', async (_, code, attempt) => {
    const [before, asked] = [await fingerprint(paying.owner), paying.bank.asked.length];
    await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
    expect([await fingerprint(paying.owner), paying.bank.asked.length]).toEqual([before, asked]);
  });

  it('where no provider is configured', async () => {
    const without = await startSales(paying.databaseUrl, {}, null);
    const command = { outletId: paying.shop.outletId, method: 'qris' as const, amount: 1n, expiresInMinutes: 1 };
    await expect(without.get(CreateIntentUseCase).execute(paying.shop.actor(), command, newId())).rejects.toMatchObject(
      { code: 'payments.provider-missing' },
    );
    await without.close();
  });
});

describe('The database', () => {
  it('lets nobody find a provider while a transaction is open', async () => {
    const { app, shop } = paying;
    const [database, providers] = [app.get(Database), app.get(PaymentProviders)];
    const find = () => Promise.resolve(providers.present);
    await expect(database.change(writerOf(shop.actor()), find)).rejects.toThrow('while a transaction is open');
    await expect(database.read(shop.businessId, find)).rejects.toThrow('while a transaction is open');
    await expect(database.rehearse(writerOf(shop.actor()), find)).rejects.toThrow('while a transaction is open');
    await expect(find()).resolves.toBe(paying.bank);
  });

  it('keeps what was asked for, and lets nothing begin again that has ended', async () => {
    const { intents, owner } = paying;
    const { body } = await intents.create({ amount: 10_001n });
    for (const change of [
      'amount = 1',
      `state = 'pending', next_call = 'status', next_call_at = now()`,
      `state = 'paid'`,
    ]) {
      await expect(
        owner.query(`update payments.intents set ${change} where id = $1`, [body.intentId]),
      ).rejects.toMatchObject({ code: 'TB001' });
    }
    expect(await intents.row(body.intentId)).toMatchObject({ state: 'declined', amount: 10_001 });
  });
});
