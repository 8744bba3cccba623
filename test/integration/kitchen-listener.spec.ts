import { derivedId } from '../../src/kernel/ids';
import { CreateOrderOnSaleListener } from '../../src/modules/kitchen/listeners/create-order-on-sale.listener';
import { KitchenOrderStore } from '../../src/modules/kitchen/store/kitchen-order.store';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
const listener = new CreateOrderOnSaleListener(new KitchenOrderStore());

beforeAll(async () => {
  app = await openAppDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
});

const orders = () =>
  shop.rows<{ id: string; outlet_id: string; order_number: string; items: string[] }>(
    `select o.id, o.outlet_id, o.order_number,
            (select array_agg(i.name || ' ' || i.quantity::real || ' ' || i.station || ' ' || i.modifiers order by i.line_number)
               from kitchen.order_items i where i.business_id = $1 and i.order_id = o.id) as items
       from kitchen.orders o where o.business_id = $1 order by o.order_number`,
  );
const createdEvents = () =>
  shop.rows<{ event_id: string; payload: Record<string, unknown>; actor: unknown; correlation_id: string }>(
    `select event_id, payload, actor, correlation_id from outbox.events
      where business_id = $1 and type = 'kitchen.order-created' order by stream_id, seq`,
  );

describe('After a sale, the kitchen', () => {
  it('gets one order with what a station makes, and tells of it on the account of the cashier', async () => {
    const modifiers = [{ modifierId: shop.coffeeId, name: 'Less sugar', quantity: 1 }];
    const sale = await shop.sell({
      items: [
        { quantity: '2', modifiers, notes: 'hot' },
        { name: 'Air Mineral', station: null },
        { name: 'Roti', station: 'kitchen' },
      ],
      notes: 'birthday',
    });
    await app.deliver(listener, shop.businessId);

    expect(await orders()).toEqual([
      {
        id: sale.transactionId,
        outlet_id: sale.outletId,
        order_number: '001',
        items: ['Kopi Susu 2 bar [{"name": "Less sugar", "quantity": 1}]', 'Roti 1 kitchen []'],
      },
    ]);
    const [event] = await createdEvents();
    expect(event).toMatchObject({
      event_id: derivedId(sale.eventId, 'kitchen.order-created'),
      actor: { employeeId: shop.employeeId, role: 'cashier' },
      correlation_id: 'test',
      payload: {
        orderId: sale.transactionId,
        transactionId: sale.transactionId,
        outletId: sale.outletId,
        orderNumber: '001',
        orderType: 'takeaway',
        tableId: null,
        status: 'pending',
        placedAt: '2026-11-21T03:00:00.000Z',
        notes: 'birthday',
      },
    });
    expect(event!.payload.items).toEqual([
      {
        itemId: sale.items[0]!.itemId,
        name: 'Kopi Susu',
        quantity: '2',
        modifiers: [{ name: 'Less sugar', quantity: 1 }],
        notes: 'hot',
        station: 'bar',
      },
      { itemId: sale.items[2]!.itemId, name: 'Roti', quantity: '1', modifiers: [], notes: null, station: 'kitchen' },
    ]);
  });

  it('hears nothing of a sale that it has nothing to make for', async () => {
    await shop.sell({ items: [{ station: null }] });
    await app.deliver(listener, shop.businessId);
    expect(await orders()).toEqual([]);
    expect(await createdEvents()).toEqual([]);
  });

  it('gets the orders of several sales and outlets out of one batch', async () => {
    const [first, second] = shop.outletIds;
    for (const outletId of [first, second, first, second]) await shop.sell({ outletId });
    await app.deliver(listener, shop.businessId);
    expect((await orders()).map((order) => [order.order_number, order.outlet_id])).toEqual([
      ['001', first],
      ['002', second],
      ['003', first],
      ['004', second],
    ]);
    expect(await createdEvents()).toHaveLength(4);
  });

  it('makes nothing twice when it is told again, and tells nobody', async () => {
    await shop.sell();
    await app.deliver(listener, shop.businessId);
    const before = { orders: await orders(), events: await createdEvents() };
    await shop.rewind('kitchen');
    await shop.sell();
    await app.deliver(listener, shop.businessId, 1);
    expect(await orders()).toMatchObject([...before.orders, { order_number: '002' }]);
    expect(await createdEvents()).toMatchObject([...before.events, { payload: { orderNumber: '002' } }]);
  });
});
