import type { LogPlace, VerifiedStream } from '../../src/modules/operations';
import { LogVerificationQuery } from '../../src/modules/operations/queries/log-verification.query';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { FailingShop } from '../support/picky-listener';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: FailingShop;
let query: LogVerificationQuery;

beforeAll(async () => {
  app = await openAppDatabase();
  query = new LogVerificationQuery(app.database);
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = new FailingShop(app, await RecordedShop.open(app.owner));
  await shop.happen(10);
});

/** Page by page, as small as is asked for. */
async function verify(atMost = 1_000): Promise<{ streams: VerifiedStream[]; pages: number }> {
  const streams = new Map<string, VerifiedStream>();
  let after: LogPlace | null = null;
  let pages = 0;
  do {
    const page = await query.verify(shop.owner, { after, atMost });
    for (const stream of page.streams) {
      const verified = stream.verified + (streams.get(stream.streamId)?.verified ?? 0);
      streams.set(stream.streamId, { ...stream, verified });
    }
    pages += 1;
    after = page.next;
  } while (after);
  return { streams: [...streams.values()], pages };
}
const breaches = async (atMost?: number) =>
  (await verify(atMost)).streams
    .filter(({ breach }) => breach)
    .map(({ streamId, breach }) => ({ streamId, ...breach }));

/** Past the trigger that refuses it, as somebody with the whole server in his hands. */
const forge = (sql: string) =>
  app.owner.query(
    `set session_replication_role = replica;
     ${sql.replaceAll('$stream', `business_id = '${shop.owner.businessId}' and stream_id = '${shop.outletId}'`)};
     reset session_replication_role`,
  );

describe('A log that is as it was written', () => {
  it.each([1_000, 10, 4, 1])('holds, with all its streams, looked at %i events at a time', async (atMost) => {
    const { streams, pages } = await verify(atMost);
    expect(streams).toHaveLength(3);
    expect(streams).toContainEqual({ streamId: shop.outletId, verified: 10, breach: null });
    expect(await breaches(atMost)).toEqual([]);
    if (atMost < 10) expect(pages).toBeGreaterThan(10 / atMost);
  });
});

describe('A log is broken, and the first number is named, when', () => {
  const REHASHED = (seq: number) => `
    update outbox.events set payload = '{"forged": true}' where $stream and seq = ${seq};
    update outbox.events e set hash = outbox.event_hash(prev_hash, business_id, stream_id, seq, event_id, type, version,
           payload, occurred_at, actor, correlation_id) where $stream and seq = ${seq}`;

  it.each<[string, string, { seq: number; kind: string }]>([
    [
      'an event says something else',
      `update outbox.events set payload = '{"x": 1}' where $stream and seq in (4, 8)`,
      { seq: 4, kind: 'altered' },
    ],
    ['an event is gone', 'delete from outbox.events where $stream and seq = 5', { seq: 5, kind: 'missing' }],
    ['the first event is gone', 'delete from outbox.events where $stream and seq = 1', { seq: 1, kind: 'missing' }],
    ['the last event is gone', 'delete from outbox.events where $stream and seq = 10', { seq: 10, kind: 'missing' }],
    ['all events are gone', 'delete from outbox.events where $stream', { seq: 1, kind: 'missing' }],
    ['an event says something else and has a hash of that', REHASHED(6), { seq: 7, kind: 'unchained' }],
    [
      'the last event says something else and has a hash of that',
      REHASHED(10),
      { seq: 10, kind: 'not-as-the-head-remembers' },
    ],
    ['the head was set back', `update outbox.streams set head = 9 where $stream`, { seq: 10, kind: 'beyond-the-head' }],
    ['the head was set forward', `update outbox.streams set head = 12 where $stream`, { seq: 11, kind: 'missing' }],
  ])('%s', async (_, sql, breach) => {
    await forge(sql);
    for (const atMost of [1_000, 10, 3, 1]) {
      expect(await breaches(atMost)).toEqual([{ streamId: shop.outletId, ...breach }]);
    }
  });
});

it('A log is verified for the outlet that is named, where the actor works', async () => {
  const range = { after: null, atMost: 1_000 };
  const { streams } = await query.verify(shop.owner, { ...range, outletId: shop.outletId });
  expect(streams).toEqual([{ streamId: shop.outletId, verified: 10, breach: null }]);
  const elsewhere = { ...shop.owner, outletIds: [shop.shop.outletIds[1]] };
  expect((await query.verify(elsewhere, range)).streams.map(({ verified }) => verified)).toEqual([0, 0]);
  await expect(query.verify(elsewhere, { ...range, outletId: shop.outletId })).rejects.toMatchObject({
    code: 'identity.outlet-not-found',
  });
});
