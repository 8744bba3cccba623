import type { Actor } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';
import type { OrderStatus } from '../../src/modules/kitchen';
import { CreateOrderOnSaleListener } from '../../src/modules/kitchen/listeners/create-order-on-sale.listener';
import { KitchenOrdersQuery } from '../../src/modules/kitchen/queries/kitchen-orders.query';
import { KitchenOrderStore } from '../../src/modules/kitchen/store/kitchen-order.store';
import { ChangeOrderStatusUseCase } from '../../src/modules/kitchen/use-cases/change-order-status.use-case';
import { RecallOrderUseCase } from '../../src/modules/kitchen/use-cases/recall-order.use-case';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
let cook: Actor;
let orderId: string;
let recallOrder: RecallOrderUseCase;
let changeOrderStatus: ChangeOrderStatusUseCase;
const store = new KitchenOrderStore();

beforeAll(async () => {
  app = await openAppDatabase();
  const views = new KitchenOrdersQuery(app.database);
  recallOrder = new RecallOrderUseCase(app.database, store, views);
  changeOrderStatus = new ChangeOrderStatusUseCase(app.database, store, views);
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  cook = cookAt([shop.outletIds[0]]);
  ({ transactionId: orderId } = await shop.sell());
  await app.deliver(new CreateOrderOnSaleListener(store), shop.businessId);
});

const cookAt = (outletIds: string[]): Actor => ({
  businessId: shop.businessId,
  employeeId: shop.employeeId,
  role: 'kitchen',
  outletIds,
  outletId: null,
  correlationId: 'command-1',
});
const become = (status: OrderStatus) => changeOrderStatus.execute(cook, { orderId, status, expectedVersion: null });
const recall = ({ key = newId(), actor = cook, expectedVersion = null as number | null } = {}) =>
  recallOrder.execute(actor, { orderId, expectedVersion }, key);
const steps = async () => {
  const rows = await shop.rows<{ step: string }>(
    `select payload->>'previousStatus' || ' → ' || (payload->>'newStatus') as step from outbox.events
      where business_id = $1 and type = 'kitchen.order-status-changed' order by seq`,
  );
  return rows.map(({ step }) => step);
};

describe('Recalling a kitchen order', () => {
  it('takes back one step each time, until it is being prepared', async () => {
    await become('served');
    expect(await recall()).toMatchObject({ replayed: false, body: { id: orderId, status: 'ready', version: 3 } });
    expect((await recall()).body).toMatchObject({ status: 'preparing', version: 4 });
    await expect(recall()).rejects.toMatchObject({ code: 'kitchen.nothing-to-recall' });
    expect(await steps()).toEqual(['pending → served', 'served → ready', 'ready → preparing']);
  });

  it.each<OrderStatus>(['completed', 'cancelled'])('is refused once it is %s', async (status) => {
    await become(status);
    await expect(recall()).rejects.toMatchObject({ code: 'kitchen.order-final', details: { orderStatus: status } });
  });

  it('under the same key is done once, many times at once too, and has the answer that it had', async () => {
    await become('served');
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 8 }, () => recall({ key })));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await steps()).toHaveLength(2);
    await recall();
    expect(await recall({ key })).toEqual({ replayed: true, body: answers[0]!.body });
  });

  it('is refused when it was decided on an older version, and where the cook does not work', async () => {
    await become('ready');
    await expect(recall({ expectedVersion: 1 })).rejects.toMatchObject({ code: 'request.version-stale' });
    await expect(recall({ actor: cookAt([shop.outletIds[1]]) })).rejects.toMatchObject({
      code: 'kitchen.order-not-found',
    });
    expect(await steps()).toHaveLength(1);
  });
});
