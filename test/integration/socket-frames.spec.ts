import { newId } from '../../src/kernel/ids';
import { ORDER_CREATED, ORDER_STATUS_CHANGED, type OrderStatus } from '../../src/modules/kitchen';
import { OrderStatusChangedProjection } from '../../src/modules/kitchen/realtime/order-status-changed.projection';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { Kds, type Screen } from '../support/kds';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
let kds: Kds;
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
});

const screen = async (after = 0): Promise<Screen> => kds.screen({ token: await kds.token(shop, [outletId]), after });
const move = (newStatus: OrderStatus) => {
  const orderId = newId();
  const payload = { orderId, transactionId: orderId, outletId, previousStatus: 'preparing', newStatus, version: 3 };
  return { eventId: newId(), type: ORDER_STATUS_CHANGED, payload };
};

it.each<[OrderStatus, string]>([
  ['ready', 'order:ready'],
  ['cancelled', 'order:cancelled'],
])(
  'An order that becomes %s is shown, and then called as %s: one event, one number, the same facts',
  async (status, call) => {
    const kitchen = await screen();
    const order: string[] = [];
    kitchen.socket.onAny((message: string) => order.push(message));
    const event = move(status);
    await shop.append(outletId, event);
    const frame = { eventId: event.eventId, seq: 1, ...event.payload };
    await eventually(() => expect(kitchen.calls).toEqual([{ message: call, ...frame }]));
    expect(kitchen.frames).toEqual([{ message: 'order:status_changed', ...frame }]);
    expect(order).toEqual(['feed:opened', 'order:status_changed', call]);
    const { eventId: _, seq: __, ...facts } = frame;
    expect(new OrderStatusChangedProjection().schema.strict().parse(facts)).toEqual(facts);
  },
);

it.each<OrderStatus>(['preparing', 'served', 'completed'])('Nobody is called when one becomes %s', async (status) => {
  const kitchen = await screen();
  await shop.append(outletId, move(status), move('ready'));
  await eventually(() => expect(kitchen.calls.map(({ seq }) => seq)).toEqual([2]));
  expect(kitchen.seqs()).toEqual([1, 2]);
});

it('A screen that comes back is called for what it missed, and not again for what it saw', async () => {
  await shop.append(outletId, move('ready'), move('served'), move('cancelled'));
  const [fromStart, fromLater] = [await screen(0), await screen(1)];
  await eventually(() => expect(fromStart.calls.map(({ seq }) => seq)).toEqual([1, 3]));
  await eventually(() => expect(fromLater.calls.map(({ seq }) => seq)).toEqual([3]));
});

it('An event that cannot be shown holds up nothing', async () => {
  const kitchen = await screen();
  await shop.append(outletId, { type: ORDER_CREATED, payload: null }, move('ready'));
  await eventually(() => expect([kitchen.seqs(), kitchen.calls.length]).toEqual([[2], 1]));
});
