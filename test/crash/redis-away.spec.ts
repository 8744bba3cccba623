import { Redis } from 'ioredis';
import { seededRandom } from '../../bench/random';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { eventually } from '../support/eventually';
import { FaultProxy } from '../support/fault-proxy';
import { describeWithOwn } from '../support/own-services/describe-with-own';
import { startOwnRedis } from '../support/own-services/own-redis';
import type { OwnServer } from '../support/own-services/own-server';
import { openScreen, type Screen } from '../support/screen';
import type { ServerProcess } from '../support/server-process';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const { jkt1 } = KOPI_SENJA.outlets;

describeWithOwn('redis', `With a Redis that does not last, seed ${SEED},`, () => {
  let redis: OwnServer;
  let network: FaultProxy;
  let street: StreetOfServers;
  let servers: [ServerProcess, ServerProcess];

  beforeAll(async () => {
    redis = await startOwnRedis();
    network = await FaultProxy.before(redis.url);
    street = await StreetOfServers.lay();
    const start = () => street.start({ REDIS_URL: network.url });
    servers = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await street?.clear();
    await network?.stop();
    await redis?.stop();
  });

  it('sales go on at one server, and screens at the other, whatever becomes of it', async () => {
    const choices = new Choices('Redis');
    const counters = await openStreet(
      street.client(() => servers[0]),
      seededRandom(SEED),
    );
    const shoppers = new Shoppers(counters, { clients: 4, pauseMs: 40 });
    const screen = await openKitchen();
    for (const befall of Array.from({ length: SCALE }, () => choices.shuffled(FATES)).flat()) {
      await befall(() => shoppers.sell(choices.between(20, 40)));
      await shoppers.sell(10);
    }
    await shoppers.leave();
    expect(shoppers.unknown).toBe(0);
    const cooked = shoppers.acknowledged.filter(({ outletId }) => outletId === jkt1);
    await eventually(() => expect(screen.frames.length).toBeGreaterThanOrEqual(cooked.length));
    screen.socket.disconnect();
    const shown = screen.frames.map(({ transactionId }) => transactionId as string);
    expect(shown.toSorted()).toEqual(cooked.map(({ answer }) => answer.transactionId as string).toSorted());
    await street.expectOnce(shoppers.acknowledged);
  });

  /** What may become of it while so much is sold. */
  const FATES = [
    async (sell: () => Promise<void>) => {
      await redis.kill();
      await sell();
      await openKitchen(); // somebody logs in meanwhile
      await redis.start(); // empty
    },
    async (sell: () => Promise<void>) => {
      const direct = new Redis(redis.url);
      await direct.flushall();
      await sell();
      await direct.quit();
    },
    async (sell: () => Promise<void>) => {
      network.swallow();
      await sell();
      network.heal();
    },
  ];

  async function openKitchen(): Promise<Screen> {
    const kitchen = await street.client(() => servers[1]).logIn('kitchen@kopisenja.test', jkt1);
    const screen = openScreen(servers[1].url, { token: kitchen.token, after: 0 });
    await eventually(() => expect(screen.socket.connected).toBe(true));
    return screen;
  }
});
