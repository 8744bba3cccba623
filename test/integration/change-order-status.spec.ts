import type { Actor } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';
import type { OrderStatus } from '../../src/modules/kitchen';
import { CreateOrderOnSaleListener } from '../../src/modules/kitchen/listeners/create-order-on-sale.listener';
import { KitchenOrdersQuery } from '../../src/modules/kitchen/queries/kitchen-orders.query';
import { KitchenOrderStore } from '../../src/modules/kitchen/store/kitchen-order.store';
import { ChangeOrderStatusUseCase } from '../../src/modules/kitchen/use-cases/change-order-status.use-case';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
let cook: Actor;
let orderId: string;
let changeOrderStatus: ChangeOrderStatusUseCase;
let orders: KitchenOrdersQuery;
const store = new KitchenOrderStore();

beforeAll(async () => {
  app = await openAppDatabase();
  orders = new KitchenOrdersQuery(app.database);
  changeOrderStatus = new ChangeOrderStatusUseCase(app.database, store, orders);
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  cook = cookOf(shop, [shop.outletIds[0]]);
  ({ transactionId: orderId } = await shop.sell({ items: [{ quantity: '2' }, { name: 'Roti', station: 'kitchen' }] }));
  await app.deliver(new CreateOrderOnSaleListener(store), shop.businessId);
});

const cookOf = ({ businessId, employeeId }: RecordedShop, outletIds: string[]): Actor => ({
  businessId,
  employeeId,
  role: 'kitchen',
  outletIds,
  outletId: null,
  correlationId: 'request-1',
});
const change = (status: OrderStatus, expectedVersion: number | null = null, actor = cook) =>
  changeOrderStatus.execute(actor, { orderId, status, expectedVersion });
const refusal = (code: string) => expect.objectContaining({ code });
const changes = () =>
  shop.rows<{ payload: object; actor: object; correlation_id: string }>(
    `select payload, actor, correlation_id from outbox.events
      where business_id = $1 and type = 'kitchen.order-status-changed' order by seq`,
  );
const list = (filter: Partial<Parameters<KitchenOrdersQuery['list']>[1]> = {}) =>
  orders.list(shop.businessId, { outletId: shop.outletIds[0], after: null, limit: 10, ...filter });

describe('Changing the status of a kitchen order', () => {
  it('shows the order as it is now and tells of it on the account of the cook', async () => {
    expect(await change('preparing')).toMatchObject({
      id: orderId,
      transactionId: orderId,
      orderNumber: '001',
      status: 'preparing',
      version: 2,
      items: [
        { name: 'Kopi Susu', quantity: '2', station: 'bar' },
        { name: 'Roti', quantity: '1', station: 'kitchen' },
      ],
    });
    expect(await changes()).toEqual([
      {
        payload: {
          orderId,
          transactionId: orderId,
          outletId: shop.outletIds[0],
          previousStatus: 'pending',
          newStatus: 'preparing',
          version: 2,
        },
        actor: { employeeId: shop.employeeId, role: 'kitchen' },
        correlation_id: 'request-1',
      },
    ]);
  });

  it('to what it already is changes nothing and tells nobody', async () => {
    await change('ready');
    expect(await change('ready')).toMatchObject({ status: 'ready', version: 2 });
    expect(await changes()).toHaveLength(1);
  });

  it('is refused once the status is final', async () => {
    await change('cancelled');
    await expect(change('ready')).rejects.toEqual(refusal('kitchen.order-final'));
    expect(await changes()).toHaveLength(1);
  });

  it('is refused when it was decided on an older version', async () => {
    await change('preparing', 1);
    await expect(change('ready', 1)).rejects.toEqual(refusal('request.version-stale'));
    expect(await change('ready', 2)).toMatchObject({ version: 3 });
  });

  it('by several cooks at once happens once', async () => {
    const answers = await Promise.allSettled(
      ['served', 'completed', 'cancelled', 'ready'].map((status) => change(status as OrderStatus, 1)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await changes()).toHaveLength(1);
  });

  it('has one answer for an order that is absent, at another outlet, or of another business', async () => {
    const stranger = await RecordedShop.open(app.owner);
    const notFound = refusal('kitchen.order-not-found');
    await expect(change('ready', null, cookOf(shop, [shop.outletIds[1]]))).rejects.toEqual(notFound);
    await expect(change('ready', null, cookOf(stranger, [...shop.outletIds]))).rejects.toEqual(notFound);
    await expect(
      changeOrderStatus.execute(cook, { orderId: newId(), status: 'ready', expectedVersion: null }),
    ).rejects.toEqual(notFound);
    expect(await changes()).toEqual([]);
  });
});

describe('The list of kitchen orders', () => {
  it("is the outlet's own, the oldest first, page by page, and says how far it has come", async () => {
    const later = [await shop.sell(), await shop.sell()].map(({ transactionId }) => transactionId);
    await shop.sell({ outletId: shop.outletIds[1] });
    await app.deliver(new CreateOrderOnSaleListener(store), shop.businessId);

    const { orders: first, lastSeq } = await list({ limit: 2 });
    expect(first.map(({ id }) => id)).toEqual([orderId, later[0]]);
    expect(lastSeq).toBe(6);
    const { orders: rest } = await list({ after: { ...first[1]!, placedAt: new Date(first[1]!.placedAt) } });
    expect(rest.map(({ id }) => id)).toEqual([later[1]]);
  });

  it('shows a station what it has to make', async () => {
    expect((await list({ station: 'kitchen' })).orders).toMatchObject([{ id: orderId, items: [{ name: 'Roti' }] }]);
    expect((await list({ station: 'grill' })).orders).toEqual([]);
  });

  it('can be narrowed to some statuses and to what changed since an instant', async () => {
    const { changedAt } = await change('ready');
    const { transactionId: pending } = await shop.sell();
    await app.deliver(new CreateOrderOnSaleListener(store), shop.businessId);

    expect((await list({ status: ['ready', 'served'] })).orders.map(({ id }) => id)).toEqual([orderId]);
    expect((await list({ status: ['pending'] })).orders.map(({ id }) => id)).toEqual([pending]);
    expect((await list({ since: new Date(changedAt) })).orders.map(({ id }) => id)).toEqual([orderId, pending]);
    expect((await list({ since: new Date('2036-01-01T00:00:00Z') })).orders).toEqual([]);
  });
});
