import { type INestApplicationContext, Logger } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { SystemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { ReplayListenerUseCase } from '../../src/modules/operations/use-cases/replay-listener.use-case';
import { type EventListener, Listener } from '../../src/platform/events/event-listener';
import { ListenerDiscovery } from '../../src/platform/events/listener-discovery';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { FailingShop, PickyListener } from '../support/picky-listener';
import { RecordedShop } from '../support/recorded-shop';

/** It cares for what happens from now on. */
@Listener()
class Latecomer implements EventListener {
  readonly name = 'test-latecomer';
  readonly eventTypes = 'all';
  readonly begins = 'at-the-head';
  readonly took: number[] = [];

  handle(_: unknown, events: readonly { seq: number }[]): Promise<void> {
    this.took.push(...events.map(({ seq }) => seq));
    return Promise.resolve();
  }
}

let app: AppDatabase;
let context: INestApplicationContext;
let failing: FailingShop;
let useCase: ReplayListenerUseCase;
let picky: PickyListener;

beforeAll(async () => {
  Logger.overrideLogger(false);
  app = await openAppDatabase();
  context = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [ListenerDiscovery, Latecomer],
  }).compile();
  useCase = new ReplayListenerUseCase(app.database, context.get(ListenerDiscovery), new SystemClock());
});
afterAll(async () => {
  await context.close();
  await app.close();
});
beforeEach(async () => {
  failing = new FailingShop(app, await RecordedShop.open(app.owner));
  await failing.happen(4);
  picky = new PickyListener();
});

const replay = (
  fromSeq: number,
  { outletId, listener = 'test-picky' }: { outletId?: string; listener?: string } = {},
) => useCase.execute(failing.owner, { listener, fromSeq, outletId }, newId());
const deliver = (listener: EventListener = picky) => app.deliver(listener, failing.shop.businessId);
const positions = async () =>
  Object.fromEntries(
    (
      await failing.shop.rows<{ stream_id: string; position: number }>(
        'select stream_id, position::int from outbox.cursors where business_id = $1',
      )
    ).map((row) => [row.stream_id, row.position]),
  );

describe('A listener that is replayed', () => {
  it('is told again from the given event on', async () => {
    await deliver();
    const { body } = await replay(3);
    expect(body).toEqual({
      listener: 'test-picky',
      fromSeq: 3,
      streams: [{ streamId: failing.outletId, position: 4 }],
    });
    picky.took.length = 0;
    await app.deliver(picky, failing.shop.businessId);
    expect(picky.took.filter((seq) => seq > 1)).toEqual([3, 4]); // and 1 is what was told of the replay
  });

  it('is told of in the log of the business, with who did it and how far it had come', async () => {
    await deliver();
    await replay(2);
    expect(await failing.repairs()).toEqual([
      {
        type: 'operations.listener-replayed',
        payload: { listener: 'test-picky', fromSeq: 2, streams: [{ streamId: failing.outletId, position: 4 }] },
        actor: { employeeId: failing.owner.employeeId, role: 'owner' },
        correlation_id: 'repair',
      },
    ]);
  });

  it('is never set forward, and nothing is told of what was not moved', async () => {
    await deliver();
    await app.owner.query('update outbox.cursors set position = 1 where business_id = $1', [failing.shop.businessId]);
    expect((await replay(3)).body.streams).toEqual([]);
    expect(await failing.repairs()).toEqual([]);
    picky.took.length = 0;
    await deliver();
    expect(picky.took).toEqual([2, 3, 4]);
  });

  it('is so in the one outlet that is named, or in all of them', async () => {
    const [first, second] = failing.shop.outletIds;
    await failing.shop.append(second, { type: 'test.happened', payload: {} });
    await deliver();
    expect((await replay(1, { outletId: second })).body.streams).toEqual([{ streamId: second, position: 1 }]);
    expect(await positions()).toMatchObject({ [first]: 4, [second]: 0 });
    await deliver();
    const { streams } = (await replay(1)).body;
    expect(streams.map(({ streamId }) => streamId).toSorted()).toEqual(
      [failing.shop.businessId, first, second].toSorted(),
    );
  });

  it('is told again of what it could not take, which is settled by that', async () => {
    await failing.fail(picky, [2]);
    await replay(1);
    expect(await failing.failures()).toMatchObject([{ seq: 2, state: 'resolved', settled_reason: 'replayed' }]);
    picky.took.length = 0;
    await deliver();
    expect(picky.took).toContain(2);
  });

  it('keeps what it could not take before the given event', async () => {
    await failing.fail(picky, [2]);
    await replay(3);
    expect(await failing.failures()).toMatchObject([{ seq: 2, state: 'dead' }]);
  });

  it('takes the event again that its last process died of', async () => {
    await deliver();
    await app.database.ask('outbox.take_in_hand', [failing.shop.businessId, failing.outletId, picky.name, 2]);
    await replay(2);
    picky.took.length = 0;
    await deliver();
    expect(picky.took).toContain(2);
    expect(await failing.failures()).toEqual([]);
  });

  it('ends first what a worker is doing', async () => {
    await deliver();
    await failing.happen(1);
    let goOn = () => {};
    let isAtWork = false;
    picky.waits = () => {
      isAtWork = true;
      return new Promise((resolve) => (goOn = resolve));
    };
    const work = deliver();
    await eventually(() => expect(isAtWork).toBe(true));
    const replayed = replay(1);
    await eventually(async () => {
      const { rows } = await app.owner.query(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(1);
    });
    picky.waits = () => Promise.resolve();
    goOn();
    expect((await replayed).body.streams).toEqual([{ streamId: failing.outletId, position: 5 }]);
    await work;
  });

  it('that begins at the head can be told what was before it came', async () => {
    await replay(1, { listener: 'test-latecomer' });
    const latecomer = context.get(Latecomer);
    await deliver(latecomer);
    expect(latecomer.took.filter((seq) => seq > 1)).toEqual([2, 3, 4]);
  });
});

describe('A replay is refused', () => {
  it('of a listener that there is not', async () => {
    await deliver();
    await expect(replay(1, { listener: 'test-nobody' })).rejects.toMatchObject({
      kind: 'not-found',
      code: 'operations.listener-unknown',
      details: { listener: 'test-nobody' },
    });
  });

  it('from beyond the next event', async () => {
    await deliver();
    expect((await replay(5)).body.streams).toEqual([]);
    await expect(replay(6)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'operations.position-unknown',
      details: { fromSeq: 6, head: 4 },
    });
  });

  it('at an outlet where the actor does not work, and his own others stay', async () => {
    await deliver();
    const [first, second] = failing.shop.outletIds;
    const elsewhere = { ...failing.owner, outletIds: [second] };
    const command = { listener: 'test-picky', fromSeq: 1 };
    await expect(() => useCase.execute(elsewhere, { ...command, outletId: first }, newId())).toThrow(
      expect.objectContaining({ code: 'identity.outlet-not-found' }),
    );
    await useCase.execute(elsewhere, command, newId());
    expect(await positions()).toMatchObject({ [first]: 4 });
  });
});
