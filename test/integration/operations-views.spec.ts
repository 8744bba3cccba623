import { Logger } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import type { FailuresFilter, FailureView } from '../../src/modules/operations';
import { FailuresQuery } from '../../src/modules/operations/queries/failures.query';
import { ListenerPositionsQuery } from '../../src/modules/operations/queries/listener-positions.query';
import { ListenerStandingsQuery } from '../../src/modules/operations/queries/listener-standings.query';
import { type EventListener, Listener } from '../../src/platform/events/event-listener';
import { ListenerDiscovery } from '../../src/platform/events/listener-discovery';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { FailingShop, PickyListener } from '../support/picky-listener';
import { RecordedShop } from '../support/recorded-shop';

class Idle {
  readonly eventTypes = 'all';
  handle = () => Promise.resolve();
}

@Listener()
class Newcomer extends Idle implements EventListener {
  readonly name = 'test-newcomer';
  readonly begins = 'at-the-beginning';
}

@Listener()
class Latecomer extends Idle implements EventListener {
  readonly name = 'test-latecomer';
  readonly begins = 'at-the-head';
}

let app: AppDatabase;
let context: TestingModule;
let standings: ListenerStandingsQuery;
let failures: FailuresQuery;
let failing: FailingShop;

beforeAll(async () => {
  Logger.overrideLogger(false);
  app = await openAppDatabase();
  context = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [ListenerDiscovery, Newcomer, Latecomer],
  }).compile();
  standings = new ListenerStandingsQuery(app.database, context.get(ListenerDiscovery));
  failures = new FailuresQuery(app.database);
});
afterAll(async () => {
  await context.close();
  await app.close();
});
beforeEach(async () => {
  failing = new FailingShop(app, await RecordedShop.open(app.owner));
});

describe('How the listeners stand', () => {
  const standing = async (listener: string, outletId?: string) =>
    (await standings.find(failing.owner, { outletId })).find((one) => one.listener === listener);

  it('is told of those that the process has and of those that have a cursor, by name', async () => {
    await failing.happen(3);
    await app.deliver(new PickyListener('test-bridge'), failing.shop.businessId);
    expect((await standings.find(failing.owner, {})).map(({ listener }) => listener)).toEqual([
      'test-bridge',
      'test-latecomer',
      'test-newcomer',
    ]);
  });

  it('is how much there is to see, and since when', async () => {
    await failing.happen(3);
    await failing.shop.append(failing.shop.outletIds[1], { type: 'test.happened', payload: {} });
    await app.deliver(new PickyListener('test-bridge'), failing.shop.businessId);
    await failing.happen(2);
    expect(await standing('test-bridge')).toEqual({
      listener: 'test-bridge',
      seen: 4,
      recorded: 6,
      waiting: 2,
      oldestWaitSeconds: 0,
      parked: 0,
      dead: 0,
    });
    await app.owner.query(
      `set session_replication_role = replica;
       update outbox.events set recorded_at = recorded_at - interval '90 seconds';
       reset session_replication_role`,
    );
    expect((await standing('test-bridge'))!.oldestWaitSeconds).toBeGreaterThanOrEqual(90);
    expect(await standing('test-newcomer')).toMatchObject({ seen: 0, recorded: 6, waiting: 6 });
  });

  it('is nothing to wait for to one that begins with what happens from now on', async () => {
    await failing.happen(3);
    expect(await standing('test-latecomer')).toMatchObject({ seen: 3, waiting: 0, oldestWaitSeconds: null });
  });

  it('counts what could not be taken', async () => {
    await failing.happen(4);
    const picky = new PickyListener();
    await failing.fail(picky, [1, 2]);
    await failing.happen(1);
    await failing.fail(picky, [5], { dead: false });
    expect(await standing('test-picky')).toMatchObject({ waiting: 0, parked: 1, dead: 2 });
  });

  it('is asked of one outlet, or of those where the actor works', async () => {
    const [first, second] = failing.shop.outletIds;
    await failing.happen(3);
    await failing.fail(new PickyListener(), [1]);
    expect(await standing('test-picky', second)).toMatchObject({ recorded: 0, dead: 0 });
    expect(await standing('test-picky', first)).toMatchObject({ seen: 3, recorded: 3, dead: 1 });
    const elsewhere = { ...failing.owner, outletIds: [second] };
    expect(await standings.find(elsewhere, {})).toContainEqual(
      expect.objectContaining({ listener: 'test-picky', recorded: 0, dead: 0 }),
    );
    await expect(standings.find(elsewhere, { outletId: first })).rejects.toMatchObject({
      code: 'identity.outlet-not-found',
    });
  });

  it('is a position in each stream', async () => {
    await failing.happen(3);
    await app.deliver(new PickyListener(), failing.shop.businessId);
    const positions = await new ListenerPositionsQuery(app.database).find(failing.owner, 'test-picky');
    expect(positions).toHaveLength(3);
    expect(positions).toContainEqual({ streamId: failing.outletId, position: 3 });
  });
});

describe('What could not be taken', () => {
  const list = (filter: Partial<FailuresFilter> = {}, actor = failing.owner) =>
    failures.list(actor, { after: null, limit: 200, ...filter });
  const named = ({ seq, listener, state }: FailureView) => `${seq} ${listener} ${state}`;

  beforeEach(async () => {
    await failing.happen(5);
    await failing.fail(new PickyListener('test-a'), [2, 4]);
    await failing.fail(new PickyListener('test-b'), [2, 3], { dead: false });
  });

  it('is listed in the order of the log with its last error, and when it is tried again', async () => {
    const all = await list();
    expect(all.map(named)).toEqual(['2 test-a dead', '2 test-b parked', '3 test-b parked', '4 test-a dead']);
    const [dead, parked] = all;
    expect(dead).toEqual({
      eventId: expect.any(String),
      eventType: 'test.happened',
      streamId: failing.outletId,
      seq: 2,
      listener: 'test-a',
      state: 'dead',
      attempts: 2,
      occurredAt: '2026-11-21T03:00:00.000Z',
      failedAt: expect.any(String),
      nextAttemptAt: null,
      lastError: expect.stringContaining('poison 2'),
      settledAt: expect.any(String),
      settledReason: null,
    });
    expect(parked).toMatchObject({ attempts: 1, nextAttemptAt: expect.any(String), settledAt: null });
  });

  it('is listed by state and by listener, and what is settled when it is asked for', async () => {
    expect((await list({ state: 'dead' })).map(named)).toEqual(['2 test-a dead', '4 test-a dead']);
    expect((await list({ listener: 'test-b' })).map(named)).toEqual(['2 test-b parked', '3 test-b parked']);
    expect(await list({ state: 'discarded' })).toEqual([]);
    await app.owner.query(`update outbox.failures set state = 'discarded' where listener = 'test-b' and seq = 3`);
    expect((await list({ state: 'discarded' })).map(named)).toEqual(['3 test-b discarded']);
    expect(await list()).toHaveLength(3);
  });

  it('is listed a page at a time, none twice and none left out', async () => {
    const pages: string[] = [];
    let after: FailureView | null = null;
    do {
      const page: FailureView[] = await list({ after, limit: 1 });
      pages.push(...page.map(named));
      after = page.at(-1) ?? null;
    } while (after);
    expect(pages).toEqual((await list()).map(named));
  });

  it('is hidden from another business, and from whoever does not work there', async () => {
    const strangers = new FailingShop(app, await RecordedShop.open(app.owner));
    expect(await list({}, strangers.owner)).toEqual([]);
    expect(await list({}, { ...failing.owner, outletIds: [failing.shop.outletIds[1]] })).toEqual([]);
  });
});
