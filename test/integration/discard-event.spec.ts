import { Logger } from '@nestjs/common';
import { SystemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { DiscardEventUseCase } from '../../src/modules/operations/use-cases/discard-event.use-case';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { FailingShop, PickyListener } from '../support/picky-listener';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let failing: FailingShop;
let eventIds: string[];
let useCase: DiscardEventUseCase;
let picky: PickyListener;

beforeAll(async () => {
  Logger.overrideLogger(false);
  app = await openAppDatabase();
  useCase = new DiscardEventUseCase(app.database, new SystemClock());
});
afterAll(() => app.close());
beforeEach(async () => {
  failing = new FailingShop(app, await RecordedShop.open(app.owner));
  eventIds = await failing.happen(3);
  picky = new PickyListener();
});

const reason = 'a till of the trade fair';
const discard = (listener?: string, key = newId()) =>
  useCase.execute(failing.owner, { eventId: eventIds[1]!, listener, reason }, key);

describe('An event that is given up', () => {
  it.each([
    ['dead', true],
    ['parked', false],
  ])('was %s, and is not tried again', async (state, dead) => {
    await failing.fail(picky, [2], { dead });
    expect(await failing.failures()).toMatchObject([{ state }]);
    expect((await discard()).body).toEqual({ eventId: eventIds[1], listeners: ['test-picky'], reason });
    await failing.retryInTime(picky, 2);
    expect(picky.took).toEqual([1, 3]);
    expect(await failing.failures()).toMatchObject([{ seq: 2, state: 'discarded', settled_reason: reason }]);
  });

  it('is told of in the log of the business, with who did it and why; once for one key', async () => {
    await failing.fail(picky, [2]);
    await discard(undefined, 'once');
    expect(await discard(undefined, 'once')).toMatchObject({ replayed: true });
    expect(await failing.repairs()).toEqual([
      {
        type: 'operations.event-discarded',
        payload: { eventId: eventIds[1], listeners: ['test-picky'], reason },
        actor: { employeeId: failing.owner.employeeId, role: 'owner' },
        correlation_id: 'repair',
      },
    ]);
  });

  it('may be so for one listener, and be tried again by the others', async () => {
    const other = new PickyListener('test-other');
    await failing.fail(picky, [2]);
    await failing.fail(other, [2]);
    expect((await discard('test-picky')).body.listeners).toEqual(['test-picky']);
    expect((await failing.failures()).map(({ state }) => state)).toEqual(['dead', 'discarded']);
  });
});

it('An event is not given up that did not fail, was given up, or is out of reach', async () => {
  await expect(discard()).rejects.toMatchObject({ code: 'operations.failure-not-found' });
  await failing.fail(picky, [2]);
  const elsewhere = { ...failing.owner, outletIds: [] };
  const command = { eventId: eventIds[1]!, reason };
  await expect(useCase.execute(elsewhere, command, newId())).rejects.toMatchObject({
    code: 'operations.failure-not-found',
  });
  await discard();
  await expect(discard()).rejects.toMatchObject({ code: 'operations.failure-settled' });
});
