import { setTimeout as afterMs } from 'node:timers/promises';
import { seededRandom } from '../../bench/random';
import { failing, type Point } from '../support/crash-points/faults';
import { EventQueue } from '../support/event-queue';
import { eventually } from '../support/eventually';
import { FaultProxy } from '../support/fault-proxy';
import { describeWithOwn } from '../support/own-services/describe-with-own';
import { startOwnRabbitMq } from '../support/own-services/own-rabbitmq';
import type { OwnServer } from '../support/own-services/own-server';
import type { ServerProcess } from '../support/server-process';
import { type Acknowledged, type Counter, Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, isTorture, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const AWAY_MS = isTorture ? 60_000 : 0;

const POINTS: readonly Point[] = ['before rabbitmq', 'after a publish', 'after rabbitmq'];

describeWithOwn('rabbitmq', `While other systems are told, seed ${SEED},`, () => {
  const acknowledged: Acknowledged[] = [];
  let broker: OwnServer;
  let network: FaultProxy;
  let queue: EventQueue;
  let street: StreetOfServers;
  let worker: ServerProcess;
  let counters: Counter[];

  beforeAll(async () => {
    broker = await startOwnRabbitMq();
    network = await FaultProxy.before(broker.url);
    queue = await EventQueue.bind(broker.url);
    street = await StreetOfServers.lay();
    const api = await street.start({ APP_ROLE: 'api' });
    counters = await openStreet(
      street.client(() => api),
      seededRandom(SEED),
    );
    worker = await startWorker();
  });
  afterAll(async () => {
    await street?.clear();
    await network?.stop();
    await broker?.stop();
  });

  const startWorker = (faults: NodeJS.ProcessEnv = {}) =>
    street.start({ APP_ROLE: 'worker', RABBITMQ_URL: network.url, ...faults });

  const faults: [string, (sell: () => Promise<void>) => Promise<void>][] = [
    [
      'their broker may be killed and come back: nobody else waits for it',
      async (sell) => {
        await broker.kill();
        await sell();
        await street.haveFollowed('kitchen', 'recipes', 'audit');
        await afterMs(AWAY_MS);
        await broker.start();
      },
    ],
    [
      'their broker may hear nothing and say nothing until the connection breaks',
      async (sell) => {
        network.swallow();
        await sell();
        await afterMs(AWAY_MS);
        network.reset();
        network.heal();
      },
    ],
    [
      'the network may keep everything for a while',
      async (sell) => {
        network.swallow();
        await sell();
        network.heal();
      },
    ],
    [
      'a confirm may be lost',
      async (sell) => {
        const before = await queue.told();
        network.swallow('toClient');
        await sell();
        await eventually(async () => expect(await queue.told()).toBeGreaterThan(before));
        network.reset();
        network.heal();
      },
    ],
  ];

  it.each(faults)('%s; sales go on, and everything is told', async (_, fault) => {
    const shoppers = new Shoppers(counters, { clients: 4, pauseMs: 60 });
    await shoppers.sell(20);
    await fault(() => shoppers.sell(40));
    await shoppers.sell(20);
    await expectTold(shoppers);
    expect(shoppers.unknown).toBe(0);
    expect(worker.isRunning).toBe(true);
  });

  it('the worker may be killed before, between and after', async () => {
    const choices = new Choices('the worker');
    const killed = Array.from({ length: SCALE }, () => choices.shuffled(POINTS)).flat();
    const shoppers = new Shoppers(counters, { clients: 4, pauseMs: 60 });
    await worker.kill();
    for (const at of killed) {
      await street.expectDeath(await startWorker(failing({ at, does: 'die', nth: choices.between(1, 4) })));
    }
    worker = await startWorker();
    await expectTold(shoppers);
  });

  async function expectTold(shoppers: Shoppers): Promise<void> {
    await shoppers.leave();
    acknowledged.push(...shoppers.acknowledged);
    await street.haveFollowed('rabbitmq');
    await street.expectOnce(acknowledged);
    await queue.expectEverything(street.owner);
  }
});
