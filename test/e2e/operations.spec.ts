import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

const { businessId, outlets, products, customers, employees } = KOPI_SENJA;
const OUTBOX = '/operations/outbox';

interface Failed {
  readonly eventId: string;
  readonly streamId: string;
  readonly seq: number;
}

describe('The owner of a business', () => {
  let app: ServedApp;
  let owner: Client;

  beforeAll(async () => {
    app = await ServedApp.start();
    owner = await app.logIn('owner@kopisenja.test');
    for (const outletId of [outlets.jkt1, outlets.mks1]) {
      const till = await Till.open(owner, { outletId });
      const sale = { items: [{ productId: products.kopiSusu, quantity: '1' }], customerId: customers.silver };
      for (let sold = 0; sold < 3; sold++) expect((await till.sell(sale)).status).toBe(201);
    }
    await app.expectSoundBooks();
  });
  afterAll(async () => {
    await app?.expectSoundBooks();
    await app?.stop();
  });

  /** As if the listener had failed with the newest sale of the outlet until it was dead. */
  async function die(listener: string, outletId: string = outlets.jkt1): Promise<Failed> {
    const { rows } = await app.owner.query<Failed>(
      `select event_id as "eventId", stream_id as "streamId", seq::int
         from outbox.events where stream_id = $1 and type = 'sales.transaction-created' order by seq desc limit 1`,
      [outletId],
    );
    const [failed] = rows;
    await app.owner.query(
      `insert into outbox.failures as f (business_id, stream_id, seq, listener, state, next_attempt_at, last_error)
       values ($1, $2, $3, $4, 'dead', now(), 'Error: no such table')
       on conflict (business_id, stream_id, seq, listener) do update set state = 'dead', settled_at = null`,
      [businessId, failed!.streamId, failed!.seq, listener],
    );
    return failed!;
  }

  const listed = async (query: Record<string, string> = {}) => (await owner.get(`${OUTBOX}/failures`, query)).body.data;
  const stats = async (listener: string, query: Record<string, string> = {}) => {
    const { body } = await owner.get(`${OUTBOX}/stats`, query);
    return body.listeners.find((one: { listener: string }) => one.listener === listener);
  };

  it('sees how far each listener has come, in the business and at an outlet', async () => {
    const { rows } = await app.owner.query<{ head: number }>(
      'select head::int from outbox.streams where stream_id = $1',
      [outlets.jkt1],
    );
    const { head } = rows[0]!;
    expect(await stats('kitchen', { outletId: outlets.jkt1 })).toEqual({
      listener: 'kitchen',
      seen: head,
      recorded: head,
      waiting: 0,
      oldestWaitSeconds: null,
      parked: 0,
      dead: 0,
    });
    const { body } = await owner.get(`${OUTBOX}/stats`);
    expect(body.listeners.map(({ listener }: { listener: string }) => listener)).toEqual(
      expect.arrayContaining(['audit', 'kitchen', 'loyalty', 'recipes', 'stock-levels']),
    );
  });

  it('sees what is dead, has it tried again, and it takes its effect', async () => {
    const { eventId, streamId, seq } = await die('loyalty');
    expect(await stats('loyalty')).toMatchObject({ dead: 1 });
    expect(await listed({ state: 'dead', listener: 'loyalty' })).toEqual([
      expect.objectContaining({ eventId, streamId, seq, listener: 'loyalty', lastError: 'Error: no such table' }),
    ]);

    const key = newId();
    const retried = await owner.post(`${OUTBOX}/failures/${eventId}/retry`, {}, { key });
    expect(retried).toMatchObject({ status: 200, body: { eventId, listeners: ['loyalty'] } });
    await eventually(async () => expect(await stats('loyalty')).toMatchObject({ parked: 0, dead: 0 }));
    expect(await listed({ state: 'resolved' })).toEqual([expect.objectContaining({ eventId, state: 'resolved' })]);

    const again = await owner.post(`${OUTBOX}/failures/${eventId}/retry`, {}, { key });
    expect(again.body).toEqual(retried.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const settled = await owner.post(`${OUTBOX}/failures/${eventId}/retry`, {});
    expect(settled).toMatchObject({ status: 409, body: { code: 'operations.failure-settled' } });
  });

  it('has all that is dead tried again, or what one listener could not take', async () => {
    await die('loyalty');
    await die('audit', outlets.mks1);
    const first = await owner.post(`${OUTBOX}/failures/retry-all`, { listener: 'audit' });
    expect(first).toMatchObject({ status: 200, body: { retried: 1, hasMore: false } });
    expect((await owner.post(`${OUTBOX}/failures/retry-all`, {})).body).toEqual({ retried: 1, hasMore: false });
    await eventually(async () => expect(await listed()).toEqual([]));
  });

  it('gives up what cannot be taken, and the audit says who did and why', async () => {
    const { eventId } = await die('loyalty');
    const path = `${OUTBOX}/failures/${eventId}/discard`;
    for (const reason of [undefined, '', 'x'.repeat(501)]) {
      expect(await owner.post(path, { reason })).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    }
    const reason = 'the customer has left';
    expect(await owner.post(path, { reason })).toMatchObject({
      status: 200,
      body: { eventId, listeners: ['loyalty'], reason },
    });
    expect(await listed()).toEqual([]);
    expect(await listed({ state: 'discarded' })).toEqual([expect.objectContaining({ eventId, settledReason: reason })]);
    const { rows } = await eventually(async () => {
      const found = await app.owner.query(
        `select actor, data from audit.entries where business_id = $1 and action = 'operations.event-discarded'`,
        [businessId],
      );
      expect(found.rows).toHaveLength(1);
      return found;
    });
    expect(rows).toEqual([
      {
        actor: { employeeId: employees.owner, role: 'owner' },
        data: { eventId, listeners: ['loyalty'], reason },
      },
    ]);
  });

  it('has missing kitchen orders made', async () => {
    const orders = async () => (await app.owner.query('select id from kitchen.orders order by id')).rows;
    const before = await orders();
    await app.owner.query(
      `delete from kitchen.order_items i using kitchen.orders o where o.id = i.order_id and o.outlet_id = '${outlets.jkt1}';
       delete from kitchen.orders where outlet_id = '${outlets.jkt1}'`,
    );
    expect(await orders()).toHaveLength(before.length - 3);
    const replay = { listener: 'kitchen', fromSeq: 1, outletId: outlets.jkt1 };
    const { status, body } = await owner.post(`${OUTBOX}/replays`, replay);
    expect([status, body]).toEqual([
      202,
      {
        listener: 'kitchen',
        fromSeq: 1,
        streams: [{ streamId: outlets.jkt1, position: (await stats('kitchen', { outletId: outlets.jkt1 })).recorded }],
      },
    ]);
    await eventually(async () => expect(await orders()).toEqual(before));
    await eventually(async () => expect(await stats('kitchen')).toMatchObject({ waiting: 0, parked: 0, dead: 0 }));
  });

  it('is refused a replay of nobody, from nowhere, and without a key', async () => {
    const replays = `${OUTBOX}/replays`;
    expect(await owner.post(replays, { listener: 'nobody', fromSeq: 1 })).toMatchObject({
      status: 404,
      body: { code: 'operations.listener-unknown', listener: 'nobody' },
    });
    expect(await owner.post(replays, { listener: 'kitchen', fromSeq: 1_000_000 })).toMatchObject({
      status: 422,
      body: { code: 'operations.position-unknown', fromSeq: 1_000_000, head: expect.any(Number) },
    });
    for (const fromSeq of [0, -1, 1.5, '1', null]) {
      expect(await owner.post(replays, { listener: 'kitchen', fromSeq })).toMatchObject({ status: 422 });
    }
    expect(await owner.post(replays, { listener: 'kitchen', fromSeq: 1 }, { key: null })).toMatchObject({
      status: 400,
      body: { code: 'request.idempotency-key-missing' },
    });
  });

  it('sees that the log is as it was written', async () => {
    const { body } = await owner.get(`${OUTBOX}/verification`);
    expect(body).toMatchObject({ sound: true, page: { nextCursor: null, hasMore: false } });
    expect(body.streams.map(({ streamId }: { streamId: string }) => streamId).toSorted()).toEqual(
      [businessId, outlets.jkt1, outlets.mks1].toSorted(),
    );
    const ofOutlet = await owner.get(`${OUTBOX}/verification`, { outletId: outlets.mks1 });
    expect(ofOutlet.body.streams).toEqual([
      {
        streamId: outlets.mks1,
        verified: (await stats('kitchen', { outletId: outlets.mks1 })).recorded,
        breach: null,
      },
    ]);
    for (const key of [['x'], ['x', '1'], [outlets.mks1, '-1'], [outlets.mks1, '9'.repeat(30)]]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      expect(await owner.get(`${OUTBOX}/verification`, { cursor })).toMatchObject({
        status: 400,
        body: { code: 'request.cursor-invalid' },
      });
    }
  });

  it('sees and repairs only what happened where he works', async () => {
    const { eventId } = await die('loyalty', outlets.mks1);
    const token = await new AccessTokens(app.secret).issue({
      businessId,
      employeeId: employees.owner,
      role: 'owner',
      outletIds: [outlets.jkt1],
      outletId: null,
      sessionId: newId(),
    });
    const elsewhere = owner.as(token);
    expect((await elsewhere.get(`${OUTBOX}/failures`)).body.data).toEqual([]);
    expect((await elsewhere.get(`${OUTBOX}/verification`)).body.streams).toHaveLength(2);
    expect((await elsewhere.post(`${OUTBOX}/failures/retry-all`, {})).body.retried).toBe(0);
    const refusals = [
      await elsewhere.post(`${OUTBOX}/failures/${eventId}/retry`, {}),
      await elsewhere.post(`${OUTBOX}/failures/${eventId}/discard`, { reason: 'not mine' }),
      await elsewhere.get(`${OUTBOX}/stats`, { outletId: outlets.mks1 }),
      await elsewhere.post(`${OUTBOX}/replays`, { listener: 'audit', fromSeq: 1, outletId: outlets.mks1 }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await owner.post(`${OUTBOX}/failures/${eventId}/retry`, {})).status).toBe(200);
    await eventually(async () => expect(await listed()).toEqual([]));
  });
});
