import { setTimeout as afterMs } from 'node:timers/promises';
import { seededRandom } from '../../bench/random';
import { failing, type Point } from '../support/crash-points/faults';
import { eventually } from '../support/eventually';
import type { ServerProcess } from '../support/server-process';
import { type Acknowledged, type Counter, Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, isTorture, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const POINTS: readonly Point[] = ['before kitchen', 'after recipes', 'before the commit of a batch'];

/** Longer than PostgreSQL lets a session sit in a transaction: its cursors are somebody else's by then. */
const LONG_MS = 60_000;

describe(`A worker that hangs in a batch, seed ${SEED},`, () => {
  const acknowledged: Acknowledged[] = [];
  let street: StreetOfServers;
  let api: ServerProcess;
  let counters: Counter[];

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    api = await street.start({ APP_ROLE: 'api' });
    counters = await openStreet(
      street.client(() => api),
      seededRandom(SEED),
    );
  });
  afterAll(() => street?.clear());

  it('and goes on, has what it holds to itself, and has its effect', async () => {
    const choices = new Choices('goes on');
    const { worker, shoppers } = await hang(choices.oneOf(POINTS));
    const others = await street.start({ APP_ROLE: 'worker' });
    await shoppers.sell(40);
    await shoppers.leave();
    worker.goOn();
    acknowledged.push(...shoppers.acknowledged);
    await street.expectOnce(acknowledged);
    await Promise.all([worker.stop(), others.stop()]);
  });

  it('and goes on when its cursors have been taken from it, has no second effect', async () => {
    const choices = new Choices('too late');
    for (const at of choices.shuffled(POINTS).slice(0, SCALE)) {
      const { worker, shoppers } = await hang(at);
      const others = await street.start({ APP_ROLE: 'worker' });
      await shoppers.sell(40);
      await shoppers.leave();
      if (isTorture) await afterMs(LONG_MS);
      else await endSessionsInTransaction();
      acknowledged.push(...shoppers.acknowledged);
      await street.expectOnce(acknowledged);
      worker.goOn();
      expect(await worker.stop()).toMatchObject({ code: 0, stderr: '' }); // what it was at has ended by then
      await street.expectOnce(acknowledged);
      await others.stop();
    }
  });

  /** A worker that hangs in a transaction, with cursors locked. */
  async function hang(at: Point): Promise<{ worker: ServerProcess; shoppers: Shoppers }> {
    const worker = await street.start({ APP_ROLE: 'worker', ...failing({ at, does: 'stop', nth: 1 }) });
    const shoppers = new Shoppers(counters, { clients: 4, pauseMs: 60 });
    await eventually(() => expect(worker.isHanging).toBe(true));
    return { worker, shoppers };
  }

  /** As PostgreSQL does after half a minute. */
  async function endSessionsInTransaction(): Promise<void> {
    await street.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`,
    );
  }
});
