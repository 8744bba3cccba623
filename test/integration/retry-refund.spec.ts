import { newId } from '../../src/kernel/ids';
import { RefundTasksQuery } from '../../src/modules/payments/queries/refund-tasks.query';
import { IntentStore } from '../../src/modules/payments/store/intent.store';
import { SettlementStore } from '../../src/modules/payments/store/settlement.store';
import { Database } from '../../src/platform/database/database';
import { SYSTEM_ACTOR } from '../../src/platform/events/system-actor';
import { PayingShop } from '../support/paying-shop';
import { NOW } from '../support/sales-app';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint } from '../support/tenant-tables';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

const dead = () => paying.intents.dead();

const list = (filter = {}, as = paying.shop.actor('manager')) =>
  paying.app.get(RefundTasksQuery).list(as, { cursor: undefined, limit: 50, ...filter });

describe('A refund that is dead', () => {
  it('is asked for again when somebody says so, under the same id, and made', async () => {
    const { bank, intents } = paying;
    const { intentId, refundId } = await dead();
    const { body } = await intents.retry(refundId);
    expect(body).toMatchObject({ refundId, intentId, state: 'due', attempts: 0, amount: 10_004, reason: 'unused' });
    bank.instead.set(`refund ${refundId}`, () => Promise.resolve({ reference: 'after all' }));
    await intents.callWhatIsDue();
    expect(bank.callsFor(refundId)).toEqual(['refund', 'refund']);
    expect((await list()).data.find((task) => task.refundId === refundId)).toMatchObject({
      ...{ state: 'made', attempts: 1, reference: 'after all', lastError: null },
    });
    expect((await intents.told(intentId)).slice(-4)).toEqual([
      ...['refund-owed', 'refund-given-up', 'refund-retried', 'refund-made'],
    ]);
  });

  it('is retried by one of twenty, and answered again under its key', async () => {
    const { intents, owner } = paying;
    const { intentId, refundId } = await dead();
    const key = newId();
    const keys = [key, ...Array.from({ length: 19 }, () => newId() as string)];
    const all = await Promise.allSettled(keys.map((one) => intents.retry(refundId, { key: one })));
    const codes = all.map((one) => (one.status === 'fulfilled' ? 'due' : one.reason.code));
    expect(codes.toSorted()).toEqual(['due', ...Array(19).fill('payments.refund-task-not-dead')]);
    expect((await intents.told(intentId)).filter((told) => told === 'refund-retried')).toHaveLength(1);

    const winner = keys[codes.indexOf('due')]!;
    const before = await fingerprint(owner);
    expect(await intents.retry(refundId, { key: winner })).toMatchObject({ replayed: true, body: { state: 'due' } });
    expect(await fingerprint(owner)).toEqual(before);
    await intents.callWhatIsDue();
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['that does not exist', 'payments.refund-task-not-found', () => paying.intents.retry(newId())],
    [
      'of an outlet where the manager does not work',
      'payments.refund-task-not-found',
      async () => paying.intents.retry((await dead()).refundId, { as: paying.shop.actor('manager', ['UJI2']) }),
    ],
    [
      'that has been made',
      'payments.refund-task-not-dead',
      async () => paying.intents.retry((await list({ state: 'made' })).data[0]!.refundId),
    ],
  ])('is not retried, where it is one %s', async (_, code, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
  });
});

it('Refund tasks are listed by state, page by page, the oldest first, and only where one works', async () => {
  for (let more = 0; more < 2; more++) await dead();
  const all = (await list({ state: 'dead' })).data;
  expect(all.length).toBeGreaterThan(1);
  expect(all.map(({ refundId }) => refundId)).toEqual(all.map(({ refundId }) => refundId).toSorted());
  const paged = [];
  let cursor: string | undefined;
  do {
    const page = await list({ state: 'dead', limit: 1, cursor });
    expect(page.data).toHaveLength(1);
    paged.push(...page.data);
    cursor = page.page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
  expect((await list({}, paying.shop.actor('manager', ['UJI2']))).data).toEqual([]);
  const foreign = Buffer.from('["x"]').toString('base64url');
  await expect(list({ cursor: foreign })).rejects.toMatchObject({ code: 'request.cursor-invalid' });
});

it('No more goes back of a payment than it was, in however many parts; the same part goes back once', async () => {
  const { app, intents, owner, shop } = paying;
  const intentId = await intents.paid();
  await owner.query(`update payments.intents set state = 'cancelled' where id = $1`, [intentId]);
  const { businessId } = shop;
  const oweBack = (sourceId: string, amount: bigint) =>
    app.get(Database).change({ businessId, actor: SYSTEM_ACTOR, correlationId: 'test' }, async (tx) =>
      app.get(SettlementStore).oweBack(tx, (await app.get(IntentStore).lock(tx, intentId))!, {
        ...{ reason: 'unused', sourceId, at: NOW, amount },
      }),
    );
  const [first, second] = [newId(), newId()];
  await oweBack(first, 6_000n);
  await oweBack(first, 6_000n);
  const before = await fingerprint(owner);
  await expect(oweBack(second, 4_001n)).rejects.toMatchObject({ code: 'payments.refund-beyond-payment' });
  expect(await fingerprint(owner)).toEqual(before);
  const both = await Promise.allSettled([oweBack(second, 4_000n), oweBack(newId(), 4_000n)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const owed = (await intents.refunds()).filter((one) => one.intent_id === intentId);
  expect(owed.map(({ amount }) => amount).toSorted()).toEqual([4_000, 6_000]);
  await intents.callWhatIsDue();
});
