import type { Actor } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';
import { CreateOrderOnSaleListener } from '../../src/modules/kitchen/listeners/create-order-on-sale.listener';
import { KitchenOrdersQuery } from '../../src/modules/kitchen/queries/kitchen-orders.query';
import { KitchenOrderStore } from '../../src/modules/kitchen/store/kitchen-order.store';
import { BumpOrderUseCase } from '../../src/modules/kitchen/use-cases/bump-order.use-case';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
let cook: Actor;
let orderId: string;
let bumpOrder: BumpOrderUseCase;
const store = new KitchenOrderStore();

beforeAll(async () => {
  app = await openAppDatabase();
  bumpOrder = new BumpOrderUseCase(app.database, store, new KitchenOrdersQuery(app.database));
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  cook = cookOf(shop, [shop.outletIds[0]]);
  ({ transactionId: orderId } = await shop.sell());
  await app.deliver(new CreateOrderOnSaleListener(store), shop.businessId);
});

const cookOf = ({ businessId, employeeId }: RecordedShop, outletIds: string[]): Actor => ({
  businessId,
  employeeId,
  role: 'kitchen',
  outletIds,
  outletId: null,
  correlationId: 'command-1',
});
const bump = ({ key = newId(), actor = cook, id = orderId, expectedVersion = null as number | null } = {}) =>
  bumpOrder.execute(actor, { orderId: id, expectedVersion }, key);
const refusal = (code: string) => expect.objectContaining({ code });
const changes = () =>
  shop.rows<{ payload: { previousStatus: string; newStatus: string } }>(
    `select payload, actor, correlation_id from outbox.events
      where business_id = $1 and type = 'kitchen.order-status-changed' order by seq`,
  );
const steps = async () => (await changes()).map(({ payload }) => `${payload.previousStatus} → ${payload.newStatus}`);

describe('Bumping a kitchen order', () => {
  it('moves it one step on each time, and tells of each step on the account of the cook', async () => {
    const first = await bump();
    expect(first).toMatchObject({ replayed: false, body: { id: orderId, status: 'preparing', version: 2 } });
    await bump();
    expect((await bump()).body).toMatchObject({ status: 'served', version: 4 });
    expect(await steps()).toEqual(['pending → preparing', 'preparing → ready', 'ready → served']);
    expect((await changes())[0]).toEqual({
      payload: expect.objectContaining({ orderId, transactionId: orderId, outletId: shop.outletIds[0], version: 2 }),
      actor: { employeeId: shop.employeeId, role: 'kitchen' },
      correlation_id: 'command-1',
    });
  });

  it('is refused once it is served', async () => {
    for (let step = 0; step < 3; step++) await bump();
    await expect(bump()).rejects.toMatchObject({
      code: 'kitchen.nothing-to-bump',
      details: { orderStatus: 'served' },
    });
    expect(await steps()).toHaveLength(3);
  });

  it('under the same key is done once, and has the answer that it had', async () => {
    const key = newId();
    const { body } = await bump({ key });
    await bump();
    expect(await bump({ key })).toEqual({ replayed: true, body });
    expect(await steps()).toHaveLength(2);
  });

  it('under the same key many times at once is done once', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => bump({ key })));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await steps()).toEqual(['pending → preparing']);
  });

  it('under a key that was used for another order is refused', async () => {
    const key = newId();
    await bump({ key });
    await expect(bump({ key, id: newId() })).rejects.toEqual(refusal('request.idempotency-key-reused'));
  });

  it('by two cooks who saw the same version happens once', async () => {
    const answers = await Promise.allSettled([1, 2].map(() => bump({ expectedVersion: 1 })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(bump({ expectedVersion: 1 })).rejects.toEqual(refusal('request.version-stale'));
    expect(await steps()).toHaveLength(1);
  });

  it('leaves the key free when it is refused', async () => {
    const key = newId();
    await expect(bump({ key, actor: cookOf(shop, []) })).rejects.toEqual(refusal('kitchen.order-not-found'));
    expect((await bump({ key })).replayed).toBe(false);
  });

  it('has one answer for an order that is absent, at another outlet, or of another business', async () => {
    const stranger = await RecordedShop.open(app.owner);
    const notFound = refusal('kitchen.order-not-found');
    await expect(bump({ actor: cookOf(shop, [shop.outletIds[1]]) })).rejects.toEqual(notFound);
    await expect(bump({ actor: cookOf(stranger, [...shop.outletIds]) })).rejects.toEqual(notFound);
    await expect(bump({ id: newId() })).rejects.toEqual(notFound);
    expect(await steps()).toEqual([]);
  });
});
