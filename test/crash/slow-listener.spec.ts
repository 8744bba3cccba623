import { setTimeout as afterMs } from 'node:timers/promises';
import { Client as Session } from 'pg';
import { seededRandom } from '../../bench/random';
import { failing } from '../support/crash-points/faults';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

/** What the others may lag while one sleeps 2 s over every event. */
const LAG_MAX_MS = 2_000;
const SALES = 80 * SCALE;
const OTHERS = ['audit', 'kitchen', 'recipes', 'stock-levels'];

describe('While the load is on', () => {
  let street: StreetOfServers;

  beforeEach(async () => {
    street = await StreetOfServers.lay();
  });
  afterEach(() => street?.clear());

  it('a listener that sleeps over every event holds up no other', async () => {
    const server = await street.start(failing({ at: 'before loyalty', does: 'sleep' }));
    const counters = await openStreet(
      street.client(() => server),
      seededRandom(SEED),
    );
    const shoppers = new Shoppers(counters, { clients: 2, pauseMs: 100 });
    await shoppers.sell(10);
    await street.haveFollowed(...OTHERS); // what a start costs is not what is asked here
    const lags: Record<string, number> = {};
    const enough = shoppers.acknowledged.length + SALES;
    while (shoppers.acknowledged.length < enough) {
      for (const { listener, lagMs } of await lagsNow()) lags[listener] = Math.max(lags[listener] ?? 0, lagMs);
      await afterMs(50);
    }
    await shoppers.leave();
    expect(lags.loyalty).toBeGreaterThan(LAG_MAX_MS);
    expect(OTHERS.filter((listener) => !(lags[listener]! < LAG_MAX_MS)).map((listener) => [listener, lags])).toEqual(
      [],
    );

    await server.kill();
    await street.start(); // wide awake
    await street.expectOnce(shoppers.acknowledged);
  });

  it('a report that never ends holds up nobody', async () => {
    const report = new Session({ connectionString: street.databaseUrl });
    await report.connect();
    await report.query('begin isolation level repeatable read');
    await report.query('select count(*) from outbox.cursors');
    const server = await street.start();
    const shoppers = new Shoppers(
      await openStreet(
        street.client(() => server),
        seededRandom(SEED),
      ),
    );
    await shoppers.sell(SALES);
    await shoppers.leave();
    await street.rest();
    await report.end();
    expect(shoppers.unknown).toBe(0);
    await street.expectOnce(shoppers.acknowledged);
  });

  /** How old the oldest event is that a listener has not seen, also of one that has not yet seen any. */
  async function lagsNow(): Promise<{ listener: string; lagMs: number }[]> {
    const { rows } = await street.owner.query<{ listener: string; lagMs: number }>(
      `select l.listener, coalesce(max(extract(epoch from clock_timestamp() - e.recorded_at)), 0)::float * 1000 as "lagMs"
         from outbox.streams s
         cross join unnest($1::text[]) as l(listener)
         left join outbox.cursors c
           on c.business_id = s.business_id and c.stream_id = s.stream_id and c.listener = l.listener
         left join outbox.events e
           on e.business_id = s.business_id and e.stream_id = s.stream_id and e.seq = coalesce(c.position, 0) + 1
        group by 1`,
      [['loyalty', ...OTHERS]],
    );
    return rows;
  }
});
