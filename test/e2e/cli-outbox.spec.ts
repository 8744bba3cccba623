import { Client } from 'pg';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { runCli } from '../support/cli-process';
import { eventually } from '../support/eventually';
import { ERROR, FINE, FOUND, OperatedApp } from '../support/operated-app';
import type { ServedApp } from '../support/served-app';
import { createTestDatabase } from '../support/test-database';

const { businessId, outlets } = KOPI_SENJA;

jest.setTimeout(120_000); // each command is a process, which compiles itself

let operated: OperatedApp;
let app: ServedApp;

beforeAll(async () => {
  operated = await OperatedApp.start();
  ({ app } = operated);
});
afterAll(() => operated?.stop());

const cli = (...args: string[]) => operated.cli(...args);
const read = (...args: string[]) => operated.read(...args);

/** As if the listener had failed with the first sale until it was dead. */
async function die(listener: string): Promise<string> {
  const { rows } = await app.owner.query<{ event_id: string }>(
    `with dead as (
       insert into outbox.failures as f (business_id, stream_id, seq, listener, state, next_attempt_at, last_error)
       select business_id, stream_id, seq, $2, 'dead', now(), E'Error: no such table\\n    at somewhere'
         from outbox.events where stream_id = $1 and type = 'sales.transaction-created' order by seq limit 1
       on conflict (business_id, stream_id, seq, listener) do update set state = 'dead', settled_at = null
       returning business_id, stream_id, seq
     )
     select event_id from dead join outbox.events using (business_id, stream_id, seq)`,
    [outlets.jkt1, listener],
  );
  return rows[0]!.event_id;
}

describe('outbox stats', () => {
  it('shows every business, and ends well where nothing is dead', async () => {
    const { code, stdout, stderr } = await cli('outbox', 'stats');
    expect([code, stderr]).toEqual([FINE, '']);
    expect(stdout).toMatch(new RegExp(`^Kopi Senja  ${businessId}$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^Toko Maju  ${TOKO_MAJU.businessId}$`, 'm'));
    expect(stdout).toMatch(/^listener +seen +recorded +waiting +oldest wait +parked +dead$/m);
    expect(stdout).toMatch(/^kitchen +\d+ +\d+ +0 {2}- +0 +0$/m);
  });

  it('is one document for scripts, of the business that is named', async () => {
    const { code, document, ofCafe } = await read('outbox', 'stats', '--business', businessId);
    expect([code, document.businesses]).toEqual([FINE, [ofCafe]]);
    expect(ofCafe).toMatchObject({ name: 'Kopi Senja' });
    expect(ofCafe.listeners).toContainEqual(expect.objectContaining({ listener: 'kitchen', waiting: 0, dead: 0 }));
  });
});

describe('What is dead', () => {
  it('is found by stats and list, is tried again, and is gone', async () => {
    const eventId = await die('loyalty');
    const [stats, table, listed] = await Promise.all([
      cli('outbox', 'stats'),
      cli('outbox', 'list'),
      read('outbox', 'list', '--dead'),
    ]);
    expect([stats.code, table.code, listed.code]).toEqual([FOUND, FOUND, FOUND]);
    expect(table.stdout).toMatch(/^event +type +stream +seq +listener +state +attempts +failed at +error$/m);
    expect(table.stdout).toMatch(
      new RegExp(`^${eventId}  sales.transaction-created  JKT1 +\\d+  loyalty +dead .*Error: no such table$`, 'm'),
    );
    expect(table.stdout).not.toContain('Toko Maju');
    expect(listed.ofCafe).toMatchObject({
      failures: [{ eventId, listener: 'loyalty', state: 'dead' }],
      hasMore: false,
    });

    const retried = await cli('outbox', 'retry', eventId);
    expect([retried.code, retried.stderr]).toEqual([FINE, '']);
    expect(retried.stdout).toContain('will be tried again now by loyalty');
    await eventually(async () =>
      expect((await app.owner.query('select state from outbox.failures')).rows).toEqual([{ state: 'resolved' }]),
    );
    const none = await cli('outbox', 'list', '--dead');
    expect(none).toEqual({ code: FINE, stdout: 'Nothing is dead.\n', stderr: '' });
  });

  it('is tried again all at once', async () => {
    await die('loyalty');
    await die('audit');
    const { code, ofCafe } = await read('outbox', 'retry-all');
    expect([code, ofCafe.retried]).toEqual([FINE, 2]);
    await app.expectSoundBooks();
    expect(await cli('outbox', 'retry-all')).toEqual({ code: FINE, stdout: 'Nothing is dead.\n', stderr: '' });
  });

  it('is given up for a reason, and the audit says that an operator did', async () => {
    const eventId = await die('loyalty');
    const unreasoned = await cli('outbox', 'discard', eventId);
    expect([unreasoned.code, unreasoned.stdout]).toEqual([ERROR, '']);
    expect(unreasoned.stderr).toContain('--reason');

    const { code, ofCafe } = await read('outbox', 'discard', eventId, '--reason', 'a till of the trade fair');
    expect([code, ofCafe]).toMatchObject([FINE, { eventId, listeners: ['loyalty'] }]);
    await eventually(async () => {
      const { rows } = await app.owner.query(
        `select actor, correlation_id, data from audit.entries where action = 'operations.event-discarded'`,
      );
      expect(rows).toEqual([
        {
          actor: { employeeId: '00000000-0000-0000-0000-000000000000', role: 'operator' },
          correlation_id: expect.stringMatching(/^cli:.+@.+:/),
          data: { eventId, listeners: ['loyalty'], reason: 'a till of the trade fair' },
        },
      ]);
    });
  });

  it('is not found where nothing failed', async () => {
    const { code, stdout, stderr } = await cli('outbox', 'retry', newId());
    expect([code, stdout]).toEqual([ERROR, '']);
    expect(stderr).toBe('operations.failure-not-found: No listener failed to take such an event.\n');
  });
});

describe('outbox replay', () => {
  it('ends when the missing kitchen orders are there', async () => {
    const orders = async () => (await app.owner.query('select id from kitchen.orders order by id')).rows;
    const before = await orders();
    expect(before).toHaveLength(3);
    await app.owner.query('delete from kitchen.order_items; delete from kitchen.orders');

    const { code, stdout, stderr } = await cli(
      ...['outbox', 'replay', '--listener', 'kitchen', '--from', '1'],
      ...['--business', businessId, '--outlet', 'jkt1'],
    );
    expect(await orders()).toEqual(before);
    expect([code, stderr]).toEqual([FINE, '']);
    expect(stdout).toContain('kitchen goes back to 1 in JKT1; it has caught up');
  });

  it('finds that it is not done when the time to wait is over, and waits for nothing when it is told not to', async () => {
    const unserved = await createTestDatabase(); // by no worker
    const owner = new Client({ connectionString: unserved.ownerUrl });
    await owner.connect();
    const event = {
      eventId: newId(),
      type: 'test.happened',
      version: 1,
      payload: {},
      actor: {},
      correlationId: 'test',
    };
    await owner.query('select outbox.append($1, $1, $2)', [
      businessId,
      JSON.stringify([{ ...event, occurredAt: new Date() }]),
    ]);
    await owner.query(
      `insert into outbox.cursors (business_id, stream_id, listener, position) values ($1, $1, 'audit', 1)`,
      [businessId],
    );
    const replay = (...waiting: string[]) =>
      runCli(
        ['outbox', 'replay', '--listener', 'audit', '--from', '1', '--business', businessId, '--json', ...waiting],
        { DATABASE_URL: unserved.ownerUrl },
      );
    const waited = await replay('--wait-seconds', '1');
    expect([waited.code, JSON.parse(waited.stdout).businesses[0].behind]).toEqual([FOUND, 1]);
    const unwaited = await replay('--no-wait');
    expect([unwaited.code, JSON.parse(unwaited.stdout).businesses[0].behind]).toEqual([FINE, null]);
    await owner.end();
  });

  it.each([
    [['--listener', 'nobody', '--from', '1'], 'operations.listener-unknown'],
    [['--listener', 'kitchen', '--from', '1000000'], 'operations.position-unknown'],
    [['--listener', 'kitchen', '--from', '1', '--outlet', 'NOPE'], 'There is no outlet NOPE'],
    [['--listener', 'kitchen'], '--from'],
  ])('%j is an error', async (args, told) => {
    const { code, stdout, stderr } = await cli('outbox', 'replay', '--business', businessId, ...args);
    expect([code, stdout]).toEqual([ERROR, '']);
    expect(stderr).toContain(told);
  });
});
