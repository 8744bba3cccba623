import { Logger } from '@nestjs/common';
import { SystemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { RetryEventUseCase } from '../../src/modules/operations/use-cases/retry-event.use-case';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { FailingShop, PickyListener } from '../support/picky-listener';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let failing: FailingShop;
let eventIds: string[];
let useCase: RetryEventUseCase;
let picky: PickyListener;

beforeAll(async () => {
  Logger.overrideLogger(false);
  app = await openAppDatabase();
  useCase = new RetryEventUseCase(app.database, new SystemClock());
});
afterAll(() => app.close());
beforeEach(async () => {
  failing = new FailingShop(app, await RecordedShop.open(app.owner));
  eventIds = await failing.happen(3);
  picky = new PickyListener();
});

const retry = (listener?: string, key = newId()) =>
  useCase.execute(failing.owner, { eventId: eventIds[1]!, listener }, key);

describe('An event that is tried again by hand', () => {
  it('was dead: it is due at once, has all its attempts anew, and takes its effect', async () => {
    await failing.fail(picky, [2]);
    expect(await failing.failures()).toMatchObject([{ seq: 2, state: 'dead', attempts: 2 }]);

    expect((await retry()).body).toEqual({ eventId: eventIds[1], listeners: ['test-picky'] });
    expect(await failing.failures()).toMatchObject([{ seq: 2, state: 'parked', attempts: 0 }]);
    await failing.retryDue(picky);
    expect(picky.took).toEqual([1, 3, 2]);
    expect(await failing.failures()).toMatchObject([{ seq: 2, state: 'resolved', attempts: 1 }]);
  });

  it('was parked: it does not wait for its time', async () => {
    await failing.fail(picky, [2], { dead: false });
    await failing.retryDue(picky);
    expect(picky.took).toEqual([1, 3]);
    await retry();
    await failing.retryDue(picky);
    expect(picky.took).toEqual([1, 3, 2]);
  });

  it('is tried again by every listener that could not take it, or by the one that is named', async () => {
    const other = new PickyListener('test-other');
    await failing.fail(picky, [2]);
    await failing.fail(other, [2]);
    expect((await retry('test-other')).body.listeners).toEqual(['test-other']);
    expect((await failing.failures()).map(({ state }) => state)).toEqual(['parked', 'dead']);
    expect((await retry()).body.listeners).toEqual(['test-other', 'test-picky']);
    expect((await failing.failures()).map(({ state }) => state)).toEqual(['parked', 'parked']);
  });

  it('is told of in the log of the business, with who did it', async () => {
    await failing.fail(picky, [2]);
    await retry();
    expect(await failing.repairs()).toEqual([
      {
        type: 'operations.events-retried',
        payload: { failures: [{ eventId: eventIds[1], listener: 'test-picky' }] },
        actor: { employeeId: failing.owner.employeeId, role: 'owner' },
        correlation_id: 'repair',
      },
    ]);
  });

  it('is tried again once for one key', async () => {
    await failing.fail(picky, [2]);
    const first = await retry(undefined, 'once');
    await failing.retryDue(picky);
    expect(await retry(undefined, 'once')).toEqual({ body: first.body, replayed: true });
    expect(await failing.failures()).toMatchObject([{ state: 'resolved' }]);
    expect(await failing.repairs()).toHaveLength(1);
  });

  it('is not, while an attempt is being made: that one ends first, and has settled it', async () => {
    await failing.fail(picky, [2]);
    await retry();
    let goOn = () => {};
    let isAtWork = false;
    picky.waits = () => {
      isAtWork = true;
      return new Promise((resolve) => (goOn = resolve));
    };
    const attempt = failing.retryDue(picky);
    await eventually(() => expect(isAtWork).toBe(true));
    const again = retry();
    again.catch(() => undefined);
    await eventually(async () => {
      const { rows } = await app.owner.query(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(1);
    });
    goOn();
    await attempt;
    await expect(again).rejects.toMatchObject({ code: 'operations.failure-settled' });
    expect(await failing.failures()).toMatchObject([{ state: 'resolved' }]);
  });
});

describe('An event is not tried again', () => {
  it('that every listener took, that there is not, or that is another business’s', async () => {
    await failing.fail(picky, [2]);
    const strangers = new FailingShop(app, await RecordedShop.open(app.owner));
    const [theirs] = await strangers.happen(1);
    await strangers.fail(new PickyListener(), [1]);
    for (const eventId of [eventIds[0]!, newId(), theirs!]) {
      await expect(useCase.execute(failing.owner, { eventId }, newId())).rejects.toMatchObject({
        kind: 'not-found',
        code: 'operations.failure-not-found',
        details: { eventId },
      });
    }
    await expect(retry('nobody')).rejects.toMatchObject({ code: 'operations.failure-not-found' });
    expect(await strangers.failures()).toMatchObject([{ state: 'dead' }]);
  });

  it('by somebody who does not work where it happened', async () => {
    await failing.fail(picky, [2]);
    const elsewhere = { ...failing.owner, outletIds: [failing.shop.outletIds[1]] };
    await expect(useCase.execute(elsewhere, { eventId: eventIds[1]! }, newId())).rejects.toMatchObject({
      code: 'operations.failure-not-found',
    });
  });

  it.each(['discarded', 'resolved'])('that is %s', async (state) => {
    await failing.fail(picky, [2]);
    await app.owner.query('update outbox.failures set state = $1 where business_id = $2', [
      state,
      failing.shop.businessId,
    ]);
    await expect(retry()).rejects.toMatchObject({
      kind: 'conflict',
      code: 'operations.failure-settled',
      details: { states: [state] },
    });
    expect(await failing.failures()).toMatchObject([{ state }]);
  });
});
