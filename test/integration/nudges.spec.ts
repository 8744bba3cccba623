import { Logger } from '@nestjs/common';
import { newId } from '../../src/kernel/ids';
import { readEnvironment } from '../../src/platform/config/environment';
import { EventBus, type StreamsAdvanced } from '../../src/platform/events/event-bus';
import { Nudges } from '../../src/platform/events/nudges';
import { connectToRedis } from '../../src/platform/redis/connect';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { FaultProxy } from '../support/fault-proxy';

const KOPI = newId();
const TOKO = newId();

/** What a process has that tells others, and hears of them. */
interface Process {
  readonly bus: EventBus;
  readonly heard: StreamsAdvanced[];
}

let app: AppDatabase;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  Logger.overrideLogger(false);
  app = await openAppDatabase();
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});
afterAll(() => app.close());

async function start({
  byNotice,
  redisUrl,
  databaseUrl = app.url,
}: {
  byNotice: boolean;
  redisUrl?: string;
  databaseUrl?: string;
}): Promise<Process> {
  const bus = new EventBus();
  const heard: StreamsAdvanced[] = [];
  const own = new Set<StreamsAdvanced>();
  bus.committed$.subscribe((advanced) => own.add(advanced));
  bus.advanced$.subscribe((advanced) => own.has(advanced) || heard.push(advanced));
  const settings = {
    for: () =>
      Promise.resolve({
        batchSize: 100,
        maxRetryCount: 3,
        workerPollIntervalMs: 1_000,
        useListenNotifyWorker: byNotice,
        enableTelemetry: true,
      }),
    shortestPollIntervalMs: () => Promise.resolve(1_000),
  };
  const redis = redisUrl ? connectToRedis(redisUrl) : null;
  const nudges = new Nudges(readEnvironment({ DATABASE_URL: databaseUrl }), redis, bus, settings);
  nudges.onApplicationBootstrap();
  closing.push(async () => {
    await nudges.beforeApplicationShutdown();
    redis?.disconnect();
  });
  return { bus, heard };
}

/** Says it until it is heard: what is said while a line is being made is lost, as it may be. */
async function expectHeard(speaker: Process, listeners: readonly Process[], businessId = KOPI): Promise<void> {
  await eventually(() => {
    speaker.bus.announce({ businessId, types: ['test.happened'] });
    for (const { heard } of listeners) {
      expect(heard.some((one) => one.businessId === businessId && one.types.includes('test.happened'))).toBe(true);
    }
  });
}

describe('By NOTIFY', () => {
  it('a process tells all others what it has committed, and itself nothing', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => start({ byNotice: true })));
    await expectHeard(one!, [two!, three!]);
    expect(one!.heard).toEqual([]);
  });

  it('commits that come together are told together', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => start({ byNotice: true })));
    await expectHeard(one!, [two!]);
    two!.heard.length = 0;
    for (let commit = 0; commit < 50; commit++) {
      one!.bus.announce({ businessId: KOPI, types: [commit % 2 ? 'a.b' : 'c.d'] });
      one!.bus.announce({ businessId: TOKO, types: ['a.b'] });
    }
    await expectHeard(one!, [two!], TOKO);
    const told = two!.heard.filter(({ businessId, types }) => businessId === KOPI && types.includes('a.b'));
    expect(told).toHaveLength(1);
    expect(told[0]!.types).toEqual(expect.arrayContaining(['a.b', 'c.d']));
  });

  it('goes on after its connection was lost', async () => {
    const proxy = await FaultProxy.before(app.url);
    closing.push(() => proxy.stop());
    const [one, two] = [await start({ byNotice: true, databaseUrl: proxy.url }), await start({ byNotice: true })];
    await expectHeard(one, [two]);
    await proxy.down();
    await proxy.up();
    two.heard.length = 0;
    await expectHeard(one, [two]);
    one.heard.length = 0;
    await expectHeard(two, [one]);
  });
});

describeWithService('redis', 'By Redis', (redisUrl) => {
  it('a process tells all others what it has committed, and itself nothing', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => start({ byNotice: false, redisUrl })));
    await expectHeard(one!, [two!, three!]);
    expect(one!.heard).toEqual([]);
  });

  it('goes on after its connection was lost', async () => {
    const proxy = await FaultProxy.before(redisUrl);
    closing.push(() => proxy.stop());
    const [one, two] = [
      await start({ byNotice: false, redisUrl: proxy.url }),
      await start({ byNotice: false, redisUrl }),
    ];
    await expectHeard(one, [two]);
    await proxy.down();
    await proxy.up();
    two.heard.length = 0;
    await expectHeard(one, [two]);
    one.heard.length = 0;
    await expectHeard(two, [one]);
  });

  it('tenants of one server are told by the road that each has chosen', async () => {
    const [byNotice, byRedis] = [await start({ byNotice: true, redisUrl }), await start({ byNotice: false, redisUrl })];
    const withoutRedis = await start({ byNotice: true });
    await expectHeard(byNotice, [withoutRedis, byRedis]);
    withoutRedis.heard.length = 0;
    byNotice.heard.length = 0;
    await expectHeard(byRedis, [byNotice], TOKO);
    expect(withoutRedis.heard.filter(({ businessId }) => businessId === TOKO)).toEqual([]);
  });
});
