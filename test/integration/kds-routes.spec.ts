import type { InjectOptions } from 'fastify';
import { newId } from '../../src/kernel/ids';
import { CreateOrderOnSaleListener } from '../../src/modules/kitchen/listeners/create-order-on-sale.listener';
import { KitchenOrderStore } from '../../src/modules/kitchen/store/kitchen-order.store';
import { describeApi } from '../../src/platform/http/openapi';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { Kds } from '../support/kds';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let kds: Kds;
let shop: RecordedShop;
let token: string;
let outletId: string;

beforeAll(async () => {
  app = await openAppDatabase();
  kds = await Kds.serve(app.url);
});
afterAll(async () => {
  await kds.close();
  await app.close();
});
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  [outletId] = shop.outletIds;
  token = await kds.token(shop, [outletId]);
});

async function order(): Promise<string> {
  const { transactionId } = await shop.sell();
  await app.deliver(new CreateOrderOnSaleListener(new KitchenOrderStore()), shop.businessId);
  return transactionId;
}

async function send(request: InjectOptions) {
  const answer = await kds.app.inject({
    ...request,
    headers: { authorization: `Bearer ${token}`, ...request.headers },
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}
const cursorAt = (placedAt: string) => Buffer.from(JSON.stringify([placedAt, newId()])).toString('base64url');
const list = (query: Record<string, string | string[]>) =>
  send({ method: 'GET', url: '/api/v1/kds/orders', query: { outletId, ...query } });
const setStatus = (id: string, status: unknown, headers: Record<string, string> = {}) =>
  send({ method: 'PUT', url: `/api/v1/orders/${id}/status`, headers, payload: { status } as object });

describe('GET /kds/orders', () => {
  it('pages through the orders of the outlet', async () => {
    const ids = [await order(), await order(), await order()];
    const { status, body: first } = await list({ limit: '2' });
    expect(status).toBe(200);
    expect(first).toMatchObject({
      data: [{ id: ids[0], version: 1 }, { id: ids[1] }],
      page: { hasMore: true },
      lastSeq: 6,
    });
    const { body: rest } = await list({ limit: '2', cursor: first.page.nextCursor });
    expect(rest).toMatchObject({ data: [{ id: ids[2] }], page: { hasMore: false, nextCursor: null } });
  });

  it('takes several statuses, repeated or separated by commas', async () => {
    const [first, second, third] = [await order(), await order(), await order()];
    await setStatus(first, 'preparing');
    await setStatus(second, 'ready');
    for (const status of [['preparing', 'ready'], 'preparing,ready']) {
      expect((await list({ status })).body.data.map(({ id }: { id: string }) => id)).toEqual([first, second]);
    }
    expect((await list({ status: 'pending' })).body.data).toMatchObject([{ id: third }]);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['an outlet of nobody', { outletId: newId() }, 404, 'identity.outlet-not-found'],
    ['a status that there is not', { status: 'burnt' }, 422, 'request.invalid'],
    ['a parameter that there is not', { page: '2' }, 422, 'request.invalid'],
    ['since when it was never', { since: 'yesterday' }, 422, 'request.invalid'],
    ['a cursor before there was time', { cursor: cursorAt('0000-01-01T00:00:00Z') }, 400, 'request.cursor-invalid'],
    ['since before there was time', { since: '0000-01-01T00:00:00Z' }, 422, 'request.invalid'],
    ['a cursor of nobody', { cursor: 'bm9uc2Vuc2U' }, 400, 'request.cursor-invalid'],
    [
      'a cursor of another list',
      { cursor: Buffer.from('["Kopi","x"]').toString('base64url') },
      400,
      'request.cursor-invalid',
    ],
  ])('refuses %s', async (_, query, status, code) => {
    expect(await list(query)).toMatchObject({ status, body: { code } });
  });

  it('reads an instant in any zone', async () => {
    const id = await order();
    expect((await list({ since: '2026-11-21T03:00:00+15:59' })).body.data).toMatchObject([{ id }]);
    expect(await list({ since: '2026-11-21T03:00:00+23:59' })).toMatchObject({ status: 200 });
  });

  it('refuses the other outlet of the business to whom does not work there', async () => {
    expect(await list({ outletId: shop.outletIds[1] })).toMatchObject({
      status: 404,
      body: { code: 'identity.outlet-not-found' },
    });
  });
});

describe('PUT /orders/{id}/status', () => {
  it('answers the order with its ETag, and holds a change to the version it was decided on', async () => {
    const id = await order();
    const first = await setStatus(id, 'preparing', { 'if-match': '"1"' });
    expect(first).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { id, status: 'preparing', version: 2 },
    });
    expect(await setStatus(id, 'ready', { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'request.version-stale', title: 'Precondition failed', version: 2 },
    });
    expect(await setStatus(id, 'preparing', { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
    });
  });

  it('refuses what is final, malformed, unknown or foreign', async () => {
    const id = await order();
    expect(await setStatus(id, 'burnt')).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(await setStatus(id, 'ready', { 'if-match': 'two' })).toMatchObject({
      status: 400,
      body: { code: 'request.if-match-malformed' },
    });
    await setStatus(id, 'completed');
    expect(await setStatus(id, 'ready')).toMatchObject({ status: 409, body: { code: 'kitchen.order-final' } });
    expect(await setStatus(newId(), 'ready')).toMatchObject({ status: 404, body: { code: 'kitchen.order-not-found' } });

    const neighbour = await RecordedShop.open(app.owner);
    token = await kds.token(neighbour, neighbour.outletIds);
    expect(await setStatus(id, 'ready')).toMatchObject({ status: 404, body: { code: 'kitchen.order-not-found' } });
  });
});

it('The description of the API names the filters of the list', () => {
  const { paths } = describeApi(kds.app);
  const parameters = paths['/api/v1/kds/orders']!.get!.parameters as { name: string }[];
  expect(parameters.map(({ name }) => name).sort()).toEqual([
    'cursor',
    'limit',
    'outletId',
    'since',
    'station',
    'status',
  ]);
});

describe('POST /kds/orders/{id}/bump and /recall', () => {
  const move = (id: string, what: 'bump' | 'recall', headers: Record<string, string> = {}) =>
    send({
      method: 'POST',
      url: `/api/v1/kds/orders/${id}/${what}`,
      headers: { 'idempotency-key': newId(), ...headers },
    });

  it('answer the order with its ETag, and say so when they answer again', async () => {
    const id = await order();
    const key = { 'idempotency-key': newId() };
    const first = await move(id, 'bump', key);
    expect(first).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { id, status: 'preparing' } });
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    await move(id, 'bump', { 'if-match': '"2"' });
    expect(await move(id, 'bump', key)).toMatchObject({
      headers: { etag: '"2"', 'idempotency-replayed': 'true' },
      body: first.body,
    });
    expect(await move(id, 'recall')).toMatchObject({ headers: { etag: '"4"' }, body: { status: 'preparing' } });
  });

  it('refuse what has no key, no such step, an older version, or nobody', async () => {
    const id = await order();
    const without = await send({ method: 'POST', url: `/api/v1/kds/orders/${id}/bump` });
    expect(without).toMatchObject({ status: 400, body: { code: 'request.idempotency-key-missing' } });
    expect(await move(id, 'recall')).toMatchObject({ status: 409, body: { code: 'kitchen.nothing-to-recall' } });
    expect(await move(id, 'bump', { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    expect(await move(newId(), 'bump')).toMatchObject({ status: 404, body: { code: 'kitchen.order-not-found' } });
  });
});
