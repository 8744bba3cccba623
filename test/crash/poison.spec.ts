import { seededRandom } from '../../bench/random';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { TRANSACTION_CREATED } from '../../src/modules/sales';
import { failing } from '../support/crash-points/faults';
import { eventually } from '../support/eventually';
import type { ServerProcess } from '../support/server-process';
import { type Acknowledged, type Counter, Shoppers } from '../support/shoppers';
import { findBrokenInvariants } from '../support/sound-books';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const RETRIES = 2;
const DEAD_MS = 60_000;

const LISTENERS = ['kitchen', 'loyalty', 'recipes', 'stock-levels', 'audit'];

interface Failure {
  readonly listener: string;
  readonly state: string;
  readonly attempts: number;
  readonly error: string;
}

/** Events that a listener cannot take, among many that it can. */
describe(`A poison event, seed ${SEED},`, () => {
  const acknowledged: Acknowledged[] = [];
  let street: StreetOfServers;
  let api: ServerProcess;
  let worker: ServerProcess;
  let counters: Counter[];

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    await street.owner.query('update identity.tenant_config set max_retry_count = $1', [RETRIES]);
    api = await street.start({ APP_ROLE: 'api' });
    counters = await openStreet(
      street.client(() => api),
      seededRandom(SEED),
    );
  });
  afterAll(() => street?.clear());

  it('at which a listener throws is given up at last, blocks nobody, and is made good when the fault is mended', async () => {
    await startWorker(failing({ at: 'before kitchen', does: 'throw', notes: 'throws' }));
    const eventIds = await sellAmong('throws');
    await street.haveFollowed(...LISTENERS);
    await eventually(
      async () => expect(await failuresOf(...eventIds)).toEqual(eventIds.map(() => dead('kitchen'))),
      DEAD_MS,
    );
    expect((await failuresOf(...eventIds))[0]!.error).toContain('a fault of the test before kitchen');

    await mend();
    await street.expectOnce(acknowledged);
  });

  it('of which a process dies is given up too, and takes no other along', async () => {
    const dies = failing({ at: 'before loyalty', does: 'die', notes: 'dies' });
    await startWorker(dies);
    const [eventId] = await sellAmong('dies');
    let deaths = 0;
    for (; deaths <= RETRIES + 2; deaths++) {
      await eventually(async () => {
        if (worker.isRunning) expect(await failuresOf(eventId!)).toEqual([dead('loyalty')]);
      }, DEAD_MS);
      if (worker.isRunning) break;
      await endLeases();
      worker = await street.start({ APP_ROLE: 'worker', ...dies });
    }
    expect(deaths).toBeGreaterThan(RETRIES); // one more where it was not alone in its batch the first time
    await street.haveFollowed(...LISTENERS);
    await eventually(async () => expect(await unsettled()).toEqual([dead('loyalty')]), DEAD_MS);

    await mend();
    await street.expectOnce(acknowledged);
  });

  it('that nobody can read is given up by each who would', async () => {
    await startWorker();
    const eventId = newId();
    await street.owner.query('select outbox.append($1, $2, $3)', [
      KOPI_SENJA.businessId,
      KOPI_SENJA.outlets.jkt1,
      JSON.stringify([
        {
          eventId,
          type: TRANSACTION_CREATED,
          version: 1,
          payload: {},
          occurredAt: new Date(),
          actor: { employeeId: newId(), role: 'cashier' },
          correlationId: 'test',
        },
      ]),
    ]);
    await sellAmong('nothing');
    await street.haveFollowed(...LISTENERS);
    const readers = ['kitchen', 'loyalty', 'recipes', 'stock-levels'];
    await eventually(async () => expect(await failuresOf(eventId)).toEqual(readers.map(dead)), DEAD_MS);

    const owner = await street.client(() => api).logIn('owner@kopisenja.test');
    const discarding = { reason: 'It tells of no sale.' };
    expect(await owner.post(`/operations/outbox/failures/${eventId}/discard`, discarding)).toMatchObject({
      status: 200,
    });
    await street.rest();
    const broken = await findBrokenInvariants(street.databaseUrl, { quiesced: true });
    expect(broken.map(({ id }) => id)).toEqual(['log.no-phantom-events']); // it tells of a sale that nobody made
  });

  const dead = (listener: string) => expect.objectContaining({ listener, state: 'dead', attempts: RETRIES + 1 });

  async function startWorker(faults: NodeJS.ProcessEnv = {}): Promise<void> {
    await worker?.stop();
    worker = await street.start({ APP_ROLE: 'worker', ...faults });
  }

  /** Sales of every kind, and one with these notes in their midst. Returns the ids of the events that carry them. */
  async function sellAmong(notes: string): Promise<string[]> {
    const [{ till, businessId, cart }] = counters as [Counter];
    const shoppers = new Shoppers(counters, { clients: 4, pauseMs: 60 });
    await shoppers.sell(20);
    const sale = till.body({ ...cart(), customerId: KOPI_SENJA.customers.silver, notes });
    const key = newId();
    const { status, body } = await till.client.post('/pos/transactions', sale, { key });
    expect(status).toBe(201);
    await shoppers.sell(40);
    await shoppers.leave();
    acknowledged.push(...shoppers.acknowledged, { key, businessId, outletId: till.outletId, sale, answer: body });
    const { rows } = await street.owner.query<{ id: string }>(
      `select event_id as id from outbox.events where payload->>'notes' = $1`,
      [notes],
    );
    return rows.map(({ id }) => id);
  }

  async function failuresOf(...eventIds: string[]): Promise<Failure[]> {
    const { rows } = await street.owner.query<Failure>(
      `select f.listener, f.state, f.attempts, f.last_error as error
         from outbox.failures f
         join outbox.events e on e.business_id = f.business_id and e.stream_id = f.stream_id and e.seq = f.seq
        where e.event_id = any($1)
        order by f.listener`,
      [eventIds],
    );
    return rows;
  }

  async function unsettled(): Promise<Failure[]> {
    const { rows } = await street.owner.query<Failure>(
      `select listener, state, attempts, last_error as error from outbox.failures where state in ('parked', 'dead')`,
    );
    return rows;
  }

  /** As if the time were over for which nobody else tries what a process had taken that is dead now. */
  async function endLeases(): Promise<void> {
    await street.owner.query(`update outbox.failures set next_attempt_at = clock_timestamp() where state = 'parked'`);
  }

  /** A worker without the fault, and an operator who has the dead events tried again. */
  async function mend(): Promise<void> {
    await startWorker();
    const owner = await street.client(() => api).logIn('owner@kopisenja.test');
    expect(await owner.post('/operations/outbox/failures/retry-all', {})).toMatchObject({ status: 200 });
  }
});
