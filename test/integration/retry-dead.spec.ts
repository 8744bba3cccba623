import { Logger } from '@nestjs/common';
import { SystemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { RetryDeadUseCase } from '../../src/modules/operations/use-cases/retry-dead.use-case';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { FailingShop, PickyListener } from '../support/picky-listener';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let failing: FailingShop;
let eventIds: string[];
let useCase: RetryDeadUseCase;
let picky: PickyListener;

beforeAll(async () => {
  Logger.overrideLogger(false);
  app = await openAppDatabase();
  useCase = new RetryDeadUseCase(app.database, new SystemClock());
});
afterAll(() => app.close());
beforeEach(async () => {
  failing = new FailingShop(app, await RecordedShop.open(app.owner));
  eventIds = await failing.happen(4);
  picky = new PickyListener();
});

const retryDead = async (listener?: string, key = newId()) =>
  (await useCase.execute(failing.owner, { listener }, key)).body;
const states = async () => (await failing.failures()).map(({ state }) => state);

describe('What is dead', () => {
  it('is tried again, all of it, and takes its effect; what is parked waits for its time', async () => {
    await failing.fail(picky, [2, 4]);
    const other = new PickyListener('test-other');
    await failing.fail(other, [1], { dead: false });

    expect(await retryDead()).toEqual({ retried: 2, hasMore: false });
    await failing.retryDue(picky);
    await failing.retryDue(other);
    expect(picky.took.toSorted()).toEqual([1, 2, 3, 4]);
    expect(other.took).toEqual([2, 3, 4]);
    expect(await states()).toEqual(['parked', 'resolved', 'resolved']);
  });

  it('is tried again for the listener that is named', async () => {
    const other = new PickyListener('test-other');
    await failing.fail(picky, [2]);
    await failing.fail(other, [2]);
    expect(await retryDead('test-other')).toEqual({ retried: 1, hasMore: false });
    expect(await states()).toEqual(['parked', 'dead']);
  });

  it('is told of once, event by event; and nothing is told where nothing is dead', async () => {
    expect(await retryDead()).toEqual({ retried: 0, hasMore: false });
    expect(await failing.repairs()).toEqual([]);

    await failing.fail(picky, [2, 4]);
    const key = newId();
    await retryDead(undefined, key);
    expect(await retryDead(undefined, key)).toEqual({ retried: 2, hasMore: false });
    expect(await failing.repairs()).toMatchObject([
      {
        type: 'operations.events-retried',
        payload: {
          failures: [
            { eventId: eventIds[1], listener: 'test-picky' },
            { eventId: eventIds[3], listener: 'test-picky' },
          ],
        },
        actor: { role: 'owner' },
      },
    ]);
  });

  it('is left alone in another business, and where the actor does not work', async () => {
    const strangers = new FailingShop(app, await RecordedShop.open(app.owner));
    await strangers.happen(1);
    await strangers.fail(new PickyListener(), [1]);
    await failing.fail(picky, [2]);
    const elsewhere = { ...failing.owner, outletIds: [failing.shop.outletIds[1]] };
    expect((await useCase.execute(elsewhere, {}, newId())).body.retried).toBe(0);
    expect((await retryDead()).retried).toBe(1);
    expect(await strangers.failures()).toMatchObject([{ state: 'dead' }]);
  });

  it('is tried again 200 at a time, what died first before the others', async () => {
    await failing.happen(201);
    await app.owner.query(
      `insert into outbox.failures (business_id, stream_id, seq, listener, state, next_attempt_at, last_error, failed_at)
       select business_id, stream_id, seq, 'test-picky', 'dead', now(), 'poison', now() - seq * interval '1 second'
         from outbox.events where business_id = $1 and stream_id = $2 and seq > 4`,
      [failing.shop.businessId, failing.outletId],
    );
    expect(await retryDead()).toEqual({ retried: 200, hasMore: true });
    expect((await failing.failures()).filter(({ state }) => state === 'dead')).toMatchObject([{ seq: 5 }]);
    expect(await retryDead()).toEqual({ retried: 1, hasMore: false });
  });
});
