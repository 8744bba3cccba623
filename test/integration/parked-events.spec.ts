import { Logger } from '@nestjs/common';
import { TargetAway } from '../../src/platform/events/target-away';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { RecordedShop } from '../support/recorded-shop';
import { Writer } from '../support/writer-listener';

let app: AppDatabase;
let shop: RecordedShop;
let outletId: string;
let writer: Writer;

beforeAll(async () => {
  Logger.overrideLogger(false);
  app = await openAppDatabase();
  await app.owner.query(
    'create table test_effects (business_id uuid, seq bigint); grant select, insert on test_effects to tillbook_app',
  );
});
afterAll(() => app.close());
beforeEach(async () => {
  jest.restoreAllMocks();
  shop = await RecordedShop.open(app.owner);
  [outletId] = shop.outletIds;
  writer = new Writer();
});

const happen = (count: number) =>
  shop.append(outletId, ...Array.from({ length: count }, () => ({ type: 'test.happened', payload: {} })));
const effects = async () =>
  (await shop.rows<{ seq: number }>('select seq::int from test_effects where business_id = $1 order by seq')).map(
    ({ seq }) => seq,
  );
const position = async () =>
  (
    await shop.rows<{ position: number }>(
      `select position::int from outbox.cursors where business_id = $1 and stream_id = $2 and listener = 'test-writer'`,
      [outletId],
    )
  )[0]?.position;
const failures = () =>
  shop.rows<{ seq: number; state: string; attempts: number; last_error: string }>(
    'select seq::int, state, attempts, last_error from outbox.failures where business_id = $1 order by seq',
  );
/** Its time has come. */
const letTimePass = () =>
  app.owner.query(`update outbox.failures set next_attempt_at = clock_timestamp() where state = 'parked'`);
const poisoned =
  (...seqs: number[]) =>
  (seq: number) =>
    seqs.includes(seq) ? new Error(`poison ${seq}`) : null;
const deliverAll = (worker = app.worker()) =>
  eventually(async () => expect(await worker.delivery.deliver(writer, shop.businessId)).toBe(false));

describe('A batch that fails', () => {
  it('is taken one by one: what can be taken is, once, and the poison is parked with its error', async () => {
    const worker = app.worker();
    await happen(1);
    await deliverAll(worker); // it is trusted now: the next turn is a batch
    await happen(9);
    writer.refuse = poisoned(4, 7);
    await deliverAll(worker);

    expect(writer.told[1]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await effects()).toEqual([1, 2, 3, 5, 6, 8, 9, 10]);
    expect(await position()).toBe(10);
    expect(await failures()).toEqual([
      { seq: 4, state: 'parked', attempts: 1, last_error: expect.stringContaining('poison 4') },
      { seq: 7, state: 'parked', attempts: 1, last_error: expect.stringContaining('poison 7') },
    ]);
  });

  it('is not the end of batches', async () => {
    const worker = app.worker();
    await happen(3);
    writer.refuse = poisoned(2);
    await deliverAll(worker);
    await happen(3);
    await deliverAll(worker);
    expect(writer.told.at(-1)).toEqual([4, 5, 6]);
  });
});

describe('A parked event', () => {
  const park = async () => {
    await happen(3);
    writer.refuse = poisoned(2);
    await deliverAll();
  };

  it('is tried again when its time has come, and takes its effect once', async () => {
    await park();
    const { retries } = app.worker();
    writer.refuse = () => null;
    expect(await retries.retry(writer, shop.businessId)).toBe(false);
    expect(await effects()).toEqual([1, 3]); // not yet

    await letTimePass();
    await retries.retry(writer, shop.businessId);
    await letTimePass();
    await retries.retry(writer, shop.businessId);
    expect(await effects()).toEqual([1, 2, 3]);
    expect(await failures()).toMatchObject([{ seq: 2, state: 'resolved' }]);
  });

  it('waits about 1 s, 2 s and 4 s, and is dead after as many retries as the tenant allows', async () => {
    await park();
    const { retries } = app.worker({ maxRetryCount: 3 });
    const waits: number[] = [];
    for (let retry = 0; retry < 4; retry++) {
      const [row] = await shop.rows<{ seconds: number; state: string }>(
        `select extract(epoch from next_attempt_at - clock_timestamp())::float as seconds, state
           from outbox.failures where business_id = $1`,
      );
      if (row!.state === 'parked') waits.push(row!.seconds);
      await letTimePass();
      await retries.retry(writer, shop.businessId);
    }
    expect(waits).toHaveLength(3);
    for (const [index, seconds] of waits.entries()) {
      expect(seconds).toBeGreaterThan(2 ** index * 0.5);
      expect(seconds).toBeLessThan(2 ** index * 1.21);
    }
    expect(await failures()).toMatchObject([{ seq: 2, state: 'dead', attempts: 4 }]);
    expect(writer.told.filter(([seq]) => seq === 2)).toHaveLength(4);
    expect(await effects()).toEqual([1, 3]);
  });

  it('whose retry ends the process is counted all the same, and dies too', async () => {
    await park();
    for (let crash = 0; crash < 3; crash++) {
      await letTimePass();
      const taken = await app.database.ask('outbox.take_due', [shop.businessId, writer.name, 3, '20 seconds']);
      expect(taken).toHaveLength(1); // and then nothing more is heard of this process
    }
    await letTimePass();
    await app.worker().retries.retry(writer, shop.businessId);
    expect(await failures()).toMatchObject([{ state: 'dead', last_error: expect.stringMatching(/no end.*poison 2/s) }]);
    expect(writer.told.filter(([seq]) => seq === 2)).toHaveLength(1);
  });

  it('is tried by one worker at a time', async () => {
    await park();
    await letTimePass();
    writer.refuse = () => null;
    const workers = Array.from({ length: 4 }, () => app.worker());
    await Promise.all(workers.map(({ retries }) => retries.retry(writer, shop.businessId)));
    expect(await effects()).toEqual([1, 2, 3]);
  });

  it('keeps its attempts while its target is away', async () => {
    await park();
    const { retries } = app.worker();
    writer.refuse = () => new TargetAway('closed for the night');
    for (let attempt = 0; attempt < 6; attempt++) {
      await letTimePass();
      await expect(retries.retry(writer, shop.businessId)).rejects.toThrow(TargetAway);
    }
    expect(await failures()).toMatchObject([{ state: 'parked', attempts: 1 }]);
  });
});

describe('A batch that ends the process', () => {
  it('is taken one by one by the next, and nothing is parked that can be taken', async () => {
    await happen(3);
    await app.database.ask('outbox.take_batch_in_hand', [shop.businessId, writer.name, [outletId], [1]]);
    // and then nothing more is heard of this process

    await deliverAll();
    expect(writer.told).toEqual([[1], [2], [3]]);
    expect(await effects()).toEqual([1, 2, 3]);
    expect(await failures()).toEqual([]);
  });

  it('is not looked for where the last process ended well', async () => {
    await happen(3);
    await deliverAll();
    await happen(3);
    await deliverAll(); // another process
    expect(writer.told).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });
});

describe('An event that ends the process', () => {
  it('is found in hand by the next one, and parked; those behind it go on', async () => {
    await happen(3);
    await app.database.ask('outbox.take_in_hand', [shop.businessId, outletId, writer.name, 1]);
    // and then nothing more is heard of this process

    await deliverAll();
    expect(await effects()).toEqual([2, 3]);
    expect(await failures()).toMatchObject([{ seq: 1, state: 'parked', attempts: 1 }]);
    expect(writer.told.flat()).toEqual([2, 3]);
  });

  it('is not confused with one that the database rolled back and took again', async () => {
    await happen(1);
    let deadlocks = 0;
    writer.refuse = () => (deadlocks++ < 2 ? Object.assign(new Error('deadlock'), { code: 'P2034' }) : null);
    await deliverAll();
    expect(await effects()).toEqual([1]);
    expect(await failures()).toEqual([]);
  });
});

describe('While its target is away', () => {
  it('a listener keeps its place, and nothing is parked', async () => {
    await happen(3);
    const worker = app.worker();
    writer.refuse = () => new TargetAway('closed for the night');
    for (let turn = 0; turn < 3; turn++) {
      await expect(worker.delivery.deliver(writer, shop.businessId)).rejects.toThrow(TargetAway);
    }
    expect((await position()) ?? 0).toBe(0);
    expect(await failures()).toEqual([]);

    writer.refuse = () => null;
    await deliverAll(worker);
    expect(await effects()).toEqual([1, 2, 3]);
    expect(await failures()).toEqual([]);
  });
});

it('A replay of an event that had failed before may fail again, and is parked anew', async () => {
  await happen(1);
  writer.refuse = poisoned(1);
  await deliverAll();
  writer.refuse = () => null;
  await letTimePass();
  await app.worker().retries.retry(writer, shop.businessId);
  await shop.rewind(writer.name);
  await deliverAll();
  expect(await failures()).toMatchObject([{ state: 'resolved' }]);
  await shop.rewind(writer.name);
  writer.refuse = poisoned(1);
  await deliverAll();
  expect(await failures()).toMatchObject([{ state: 'parked', attempts: 1 }]);
});
