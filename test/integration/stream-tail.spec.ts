import { newId } from '../../src/kernel/ids';
import { ORDER_CREATED, ORDER_STATUS_CHANGED } from '../../src/modules/kitchen';
import { EventBus } from '../../src/platform/events/event-bus';
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

const orderCreated = (notes = '') => {
  const orderId = newId();
  const payload = {
    orderId,
    transactionId: orderId,
    orderNumber: '001',
    orderType: 'takeaway',
    status: 'pending',
    notes,
    items: [],
  };
  return { type: ORDER_CREATED, payload };
};
const notForScreens = () => ({ type: 'sales.transaction-created', payload: { transactionId: newId() } });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const screenAt = async (auth: Record<string, unknown> = {}, at = shop, outlets: readonly string[] = [outletId]) =>
  kds.screen({ token: await kds.token(at, outlets), ...auth });
const expectOpen = (screen: Screen) => eventually(() => expect(screen.socket.connected).toBe(true));
const expectSeen = (screen: Screen, seqs: number[]) => eventually(() => expect(screen.seqs()).toEqual(seqs));

describe('A screen', () => {
  it('is shown what happens from now on, with all that a cook needs', async () => {
    await shop.append(outletId, orderCreated());
    const screen = await screenAt();
    await expectOpen(screen);
    const { payload: order, ...event } = { ...orderCreated('no ice'), eventId: newId() };
    const item = {
      name: 'Kopi Susu',
      quantity: '2',
      modifiers: [{ name: 'Less sugar', quantity: 1 }],
      notes: null,
      station: 'bar',
    };
    const itemId = newId();
    await shop.append(outletId, { ...event, payload: { ...order, items: [{ itemId, ...item }] } });
    const change = {
      orderId: order.orderId,
      transactionId: order.orderId,
      previousStatus: 'pending',
      newStatus: 'ready',
      version: 2,
    };
    await shop.append(outletId, { type: ORDER_STATUS_CHANGED, payload: change });

    await expectSeen(screen, [2, 3]);
    expect(screen.frames).toMatchObject([
      { message: 'order:created', eventId: event.eventId, ...order, items: [{ id: itemId, ...item }] },
      { message: 'order:status_changed', ...change },
    ]);
  });

  it('that comes back is shown all it missed, in order, over many pages', async () => {
    await shop.append(outletId, ...range(1, 450).map(() => orderCreated()));
    await shop.append(outletId, ...range(451, 900).map(notForScreens));
    await shop.append(outletId, ...range(901, 1_000).map(() => orderCreated()));
    const [fromStart, fromLater] = [await screenAt({ after: 0 }), await screenAt({ after: 430 })];
    await expectSeen(fromStart, [...range(1, 450), ...range(901, 1_000)]);
    await expectSeen(fromLater, [...range(431, 450), ...range(901, 1_000)]);
  });

  it('misses nothing and is shown nothing twice, however often it comes back while orders keep coming', async () => {
    const total = 600;
    const seen: number[] = [];
    const selling = (async () => {
      for (let seq = 1; seq <= total; seq += 3) {
        await shop.append(outletId, orderCreated(), notForScreens(), orderCreated());
        kds.app.get(EventBus).announce({ businessId: shop.businessId, types: [] });
      }
    })();
    const wanted = range(1, total).filter((seq) => seq % 3 !== 2);
    const steady = await screenAt({ after: 0 });
    while (seen.length < wanted.length) {
      const screen = await screenAt({ after: seen.at(-1) ?? 0 });
      await eventually(() => expect(screen.frames.length).toBeGreaterThan(0));
      screen.socket.disconnect();
      seen.push(...screen.seqs());
    }
    await selling;
    expect(seen).toEqual(wanted);
    await expectSeen(steady, wanted);
  });

  it('follows one outlet of several: the one it names', async () => {
    const other = shop.outletIds[1];
    const screen = await screenAt({ outletId: other, after: 0 }, shop, shop.outletIds);
    await expectOpen(screen);
    await shop.append(outletId, orderCreated());
    await shop.append(other, orderCreated(), orderCreated());
    await expectSeen(screen, [1, 2]);
  });

  it('of one business is never shown a frame of another', async () => {
    const neighbour = await RecordedShop.open(app.owner);
    const foreign = await screenAt({ after: 0 }, neighbour, [neighbour.outletIds[0]]);
    const own = await screenAt({ after: 0 });
    await Promise.all([expectOpen(foreign), expectOpen(own)]);
    foreign.socket.emit('join', `outlet:${outletId}`);
    foreign.socket.emit('subscribe', { outletId, rooms: [`business:${shop.businessId}`] });
    await shop.append(outletId, orderCreated(), orderCreated());
    await expectSeen(own, [1, 2]);
    await neighbour.append(neighbour.outletIds[0], orderCreated('mine'));
    await expectSeen(foreign, [1]);
    expect(foreign.frames[0]!.notes).toBe('mine');
  });
});

describe('A handshake is refused', () => {
  const expectRefused = async (screen: Screen, code: string) => {
    await eventually(() => expect(screen.endings).toEqual([code]));
    expect(screen.socket.connected).toBe(false);
  };

  it('for an outlet of another business, or one where the employee does not work', async () => {
    const neighbour = await RecordedShop.open(app.owner);
    await expectRefused(await screenAt({ outletId: neighbour.outletIds[0] }), 'identity.outlet-not-found');
    await expectRefused(await screenAt({ outletId: shop.outletIds[1] }), 'identity.outlet-not-found');
  });

  it('even when the token itself names an outlet of another business', async () => {
    const neighbour = await RecordedShop.open(app.owner);
    await expectRefused(await screenAt({}, shop, [neighbour.outletIds[0]]), 'identity.outlet-not-found');
  });

  it('without a token, or with one that is forged or has expired', async () => {
    await expectRefused(kds.screen({}), 'auth.token-missing');
    const forged = await kds.token(shop, [outletId], { secret: 'another secret of thirty-two bytes and more' });
    await expectRefused(kds.screen({ token: forged }), 'auth.token-invalid');
    const expired = await kds.token(shop, [outletId], { seconds: -60 });
    await expectRefused(kds.screen({ token: expired }), 'auth.token-expired');
  });

  it('for a role that has no business in the kitchen', async () => {
    const token = await kds.token(shop, [outletId], { role: 'inventory' });
    await expectRefused(kds.screen({ token }), 'auth.permission-missing');
  });

  it('where the outlet is open to guess, and where the position is beyond the stream', async () => {
    await expectRefused(await screenAt({}, shop, shop.outletIds), 'realtime.outlet-missing');
    await expectRefused(await screenAt({ after: 1 }), 'realtime.position-unknown');
  });
});

it('A token that ends takes its connection with it, and says so first', async () => {
  const screen = kds.screen({ token: await kds.token(shop, [outletId], { seconds: 1 }) });
  await expectOpen(screen);
  await eventually(() => expect(screen.endings).toEqual(['auth:expired', 'io server disconnect']));
});
