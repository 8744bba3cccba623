import type { Socket as Connection } from 'node:net';
import { newId } from '../../src/kernel/ids';
import { ORDER_CREATED } from '../../src/modules/kitchen';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { Kds, type Screen } from '../support/kds';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
let kds: Kds | undefined;

beforeAll(async () => {
  app = await openAppDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
});
afterEach(() => kds?.close());

const expectOpen = (screen: Screen) => eventually(() => expect(screen.socket.connected).toBe(true));
const connectionOf = ({ socket }: Screen): Connection =>
  (socket.io.engine.transport as unknown as { ws: { _socket: Connection } }).ws._socket;

const connectionsOf = ({ app: served }: Kds): Promise<number> =>
  new Promise((resolve) => void served.getHttpServer().getConnections((_: unknown, count: number) => resolve(count)));

it('A business has no more connections than it may, and a place is free again when one ends', async () => {
  kds = await Kds.serve(app.url, { connectionsPerBusiness: 2 });
  const token = await kds.token(shop, [shop.outletIds[0]]);
  const [first, second] = [kds.screen({ token }), kds.screen({ token })];
  await Promise.all([expectOpen(first), expectOpen(second)]);
  const third = kds.screen({ token });
  await eventually(() => expect(third.endings).toEqual(['realtime.too-many-connections']));

  const neighbour = await RecordedShop.open(app.owner);
  await expectOpen(kds.screen({ token: await kds.token(neighbour, [neighbour.outletIds[0]]) }));

  first.socket.disconnect();
  await eventually(async () => {
    const fourth = kds!.screen({ token });
    await eventually(() => expect(fourth.socket.connected).toBe(true), 200);
  });
});

it('A log-in has no more connections than a device needs, and another one of the same employee has its own', async () => {
  kds = await Kds.serve(app.url, { connectionsPerSession: 2 });
  const token = await kds.token(shop, [shop.outletIds[0]]);
  const [first, second] = [kds.screen({ token }), kds.screen({ token })];
  await Promise.all([expectOpen(first), expectOpen(second)]);
  const third = kds.screen({ token });
  await eventually(() => expect(third.endings).toEqual(['realtime.too-many-connections']));
  await expectOpen(kds.screen({ token: await kds.token(shop, [shop.outletIds[0]]) }));

  first.socket.disconnect();
  await eventually(async () => {
    const fourth = kds!.screen({ token });
    await eventually(() => expect(fourth.socket.connected).toBe(true), 200);
  });
});

it('Many that come at once are counted one by one', async () => {
  kds = await Kds.serve(app.url, { connectionsPerSession: 3 });
  const token = await kds.token(shop, [shop.outletIds[0]]);
  const screens = Array.from({ length: 12 }, () => kds!.screen({ token }));
  await eventually(() => {
    const refused = screens.filter(({ endings }) => endings[0] === 'realtime.too-many-connections');
    const open = screens.filter(({ socket }) => socket.connected);
    expect([refused.length, open.length]).toEqual([9, 3]);
  });
});

it('A page of another site opens no screen; our own, a listed one and what is no browser do', async () => {
  kds = await Kds.serve(app.url, {}, { variables: { CORS_ORIGINS: 'https://screens.kopi.test' } });
  const token = await kds.token(shop, [shop.outletIds[0]]);
  for (const welcome of [undefined, kds.url, 'https://screens.kopi.test']) {
    await expectOpen(kds.screen({ token }, welcome));
  }
  for (const stranger of ['https://evil.test', 'null', 'http://127.0.0.1:1']) {
    const screen = kds.screen({ token }, stranger);
    await eventually(() => expect(screen.endings).toEqual(['websocket error']));
  }
});

it('A screen that does not read is dropped, holds up nobody, and has lost nothing when it comes back', async () => {
  kds = await Kds.serve(app.url, { waitingCharacters: 1_024 * 1_024, stalledMs: 300 });
  const [outletId] = shop.outletIds;
  const token = await kds.token(shop, [outletId]);
  const [slow, quick] = [kds.screen({ token, after: 0 }), kds.screen({ token, after: 0 })];
  await Promise.all([expectOpen(slow), expectOpen(quick)]);
  connectionOf(slow).pause();

  // More than the kernel's buffers on both sides take in.
  const total = 400;
  for (let seq = 1; seq <= total; seq += 40) {
    const events = Array.from({ length: 40 }, () => ({
      type: ORDER_CREATED,
      payload: { orderId: newId(), notes: 'x'.repeat(40_000), items: [] },
    }));
    await shop.append(outletId, ...events);
  }
  const all = Array.from({ length: total }, (_, index) => index + 1);
  await eventually(() => expect(quick.seqs().length).toBe(total), 20_000);
  expect(quick.seqs()).toEqual(all);
  await eventually(async () => expect(await connectionsOf(kds!)).toBe(1));

  connectionOf(slow).resume();
  await eventually(() => expect(slow.socket.connected).toBe(false));
  expect(slow.seqs().length).toBeLessThan(total);
  const again = kds.screen({ token, after: slow.seqs().at(-1) ?? 0 });
  await eventually(() => expect([...slow.seqs(), ...again.seqs()]).toEqual(all), 20_000);
});

it('A screen that asks and does not read its answers is dropped before they fill the memory', async () => {
  kds = await Kds.serve(app.url, { commandsPerSecond: 100_000, waitingCharacters: 64 * 1_024, stalledMs: 300 });
  const screen = kds.screen({ token: await kds.token(shop, [shop.outletIds[0]]) });
  await expectOpen(screen);
  expect(await connectionsOf(kds)).toBe(1);
  connectionOf(screen).pause();
  const command = { ['unheard of '.repeat(1_300)]: true }; // the refusal names it
  await eventually(async () => {
    for (let one = 0; one < 20; one++) screen.socket.emit('order:bump', command, () => undefined);
    expect(await connectionsOf(kds!)).toBe(0);
  }, 20_000);
});

it('Neither a long poll nor a large frame gets in', async () => {
  kds = await Kds.serve(app.url);
  const poll = await fetch(`${await kds.app.getUrl()}/socket.io/?EIO=4&transport=polling`);
  expect(poll.status).toBe(400);
  const screen = kds.screen({ token: await kds.token(shop, [shop.outletIds[0]]) });
  await expectOpen(screen);
  screen.socket.emit('anything', 'x'.repeat(20_000));
  await eventually(() => expect(screen.endings).toEqual(['transport close']));
});

it('A server that stops cuts its screens off at once, so that they look for another', async () => {
  kds = await Kds.serve(app.url);
  const screen = kds.screen({ token: await kds.token(shop, [shop.outletIds[0]]) });
  await expectOpen(screen);
  const began = performance.now();
  await kds.app.close();
  expect(performance.now() - began).toBeLessThan(2_000);
  await eventually(() => expect(screen.endings).toEqual(['transport close']));
  kds = undefined;
});
