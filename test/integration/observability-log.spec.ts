import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { openScreen } from '../support/screen';
import type { ServerProcess } from '../support/server-process';
import { expectSoundBooks } from '../support/sound-books';
import { StreetOfServers } from '../support/street-of-servers';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { Till } from '../support/till';

interface Line {
  readonly level: string;
  readonly msg: string;
  readonly context?: string;
  readonly correlationId?: string;
  readonly correlationIds?: readonly string[];
  readonly [field: string]: unknown;
}

const OUTLET = KOPI_SENJA.outlets.jkt1;
const COFFEE = { items: [{ productId: KOPI_SENJA.products.kopiSusu, quantity: '1' }] };
const REQUEST = 'sold-under-this-name';
const COMMAND = newId();

let database: TestDatabase;
let street: StreetOfServers;
let lines: Line[];

/** Everything that one search for an id finds. */
const found = (id: string) =>
  lines.filter(({ correlationId, correlationIds = [] }) => correlationId === id || correlationIds.includes(id));

const refuse = (what: string, table: string, when: string) =>
  street.owner.query(
    `create function refuse_${what}() returns trigger language plpgsql as $$ begin raise 'no ${what}'; end $$;
     create trigger refuse_${what} before insert or update on ${table} for each row
       when (${when}) execute function refuse_${what}()`,
  );
const allow = (what: string) => street.owner.query(`drop function refuse_${what} cascade`);

async function sellWhileNobodyWritesItDown(server: ServerProcess): Promise<void> {
  const client = street.client(() => server);
  const till = await Till.open(await client.logIn('cashier@kopisenja.test'), { outletId: OUTLET });
  await refuse('audit', 'audit.entries', `new.action = 'sales.transaction-created'`);
  expect((await till.sell(COFFEE, { headers: { 'x-request-id': REQUEST } })).status).toBe(201);
  await eventually(async () => {
    const { rows } = await street.owner.query(
      `select from outbox.failures
        where attempts = 2 and next_attempt_at < clock_timestamp() + interval '10 seconds'`, // tried again, in vain
    );
    expect(rows).toHaveLength(1);
  });
  await allow('audit');
}

async function failToBump(server: ServerProcess): Promise<void> {
  const client = street.client(() => server);
  const { token } = await client.logIn('kitchen@kopisenja.test', OUTLET);
  const screen = openScreen(server.url, { token, after: 0 });
  await eventually(() => expect(screen.frames).not.toEqual([]));
  await refuse('cooking', 'kitchen.orders', `new.status <> 'pending'`);
  const { orderId } = screen.frames[0]!;
  expect(await screen.ask('order:bump', { commandId: COMMAND, orderId })).toMatchObject({ code: 'internal' });
  await allow('cooking');
  screen.socket.disconnect();
}

beforeAll(async () => {
  database = await createTestDatabase();
  street = await StreetOfServers.lay(database);
  const nobody = 'http://127.0.0.1:9'; // a collector that is away
  const server = await street.start({ LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: nobody });
  await sellWhileNobodyWritesItDown(server);
  await failToBump(server);
  await street.owner.query(`update outbox.failures set next_attempt_at = clock_timestamp() where state = 'parked'`);
  await street.rest();
  await expectSoundBooks(database.ownerUrl, { quiesced: true });
  const { code, stdout } = await server.stop();
  expect(code).toBe(0);
  lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
}, 60_000);
afterAll(() => street.clear());

it('The line of a request says who asked for what, where, and how it was answered', () => {
  const [request] = found(REQUEST).filter(({ msg }) => msg === 'answered');
  expect(request).toMatchObject({
    level: 'debug',
    requestId: REQUEST,
    businessId: KOPI_SENJA.businessId,
    employeeId: KOPI_SENJA.employees.cashier,
    outletId: OUTLET,
    method: 'POST',
    route: '/api/v1/pos/transactions',
    status: 201,
    durationMs: expect.any(Number),
  });
});

it('A listener that fails on a sale says whose sale it was, each time', () => {
  const failures = found(REQUEST).filter(({ level }) => level === 'error');
  expect(failures.length).toBeGreaterThanOrEqual(2);
  for (const failure of failures) {
    expect(failure).toMatchObject({
      listener: 'audit',
      msg: expect.stringContaining('no audit'),
      businessId: KOPI_SENJA.businessId,
      outletId: OUTLET,
      correlationId: REQUEST,
    });
  }
});

it('One search finds every listener that took something of the sale', () => {
  const listeners = found(REQUEST)
    .filter(({ msg }) => / took \d+ events$/.test(msg))
    .map(({ listener }) => listener);
  expect(listeners).toEqual(expect.arrayContaining(['audit', 'kitchen', 'recipes']));
});

it('No line of a listener bears the name of the request that happened to nudge it', () => {
  const ofListeners = lines.filter(({ listener }) => listener !== undefined);
  expect(ofListeners.length).toBeGreaterThan(5);
  expect(ofListeners.filter(({ requestId }) => requestId !== undefined)).toEqual([]);
});

it('A command over a socket that fails says whose it was', () => {
  expect(found(COMMAND).filter(({ level }) => level === 'error')).toMatchObject([
    {
      msg: expect.stringContaining('no cooking'),
      businessId: KOPI_SENJA.businessId,
      employeeId: KOPI_SENJA.employees.kitchen,
      outletId: OUTLET,
      correlationId: COMMAND,
    },
  ]);
});

it('A collector that is away is told of once, and keeps no process from ending', () => {
  const complaints = lines.filter(({ context }) => context === 'Tracing');
  expect(complaints).toMatchObject([{ level: 'warn', msg: expect.stringContaining('no traces are sent') }]);
});

it('No line has a secret in it', () => {
  expect(JSON.stringify(lines)).not.toMatch(/tillbook-demo|eyJ[\w-]+\.[\w-]+\./);
});
