import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { eventually } from '../support/eventually';
import { FaultProxy } from '../support/fault-proxy';
import { openNoticeBoard } from '../support/notice-board';
import { Scrape } from '../support/scrape';
import { ServedApp } from '../support/served-app';
import { listenersToRest } from '../support/sound-books';
import { Till } from '../support/till';

/** Longer than the backlog is remembered. */
const TOLD_MS = 20_000;

const SALES_ROUTE = { route: '/api/v1/pos/transactions', method: 'POST' };
const OUTLET = KOPI_SENJA.outlets.jkt1;
const COFFEE = { items: [{ productId: KOPI_SENJA.products.kopiSusu, quantity: '1' }] };

let app: ServedApp;
let network: FaultProxy;
let till: Till;

const scrape = () => Scrape.of(app.client());
const rest = () => listenersToRest(app.database.ownerUrl);

/** What has become more of since `before`. */
async function growth(before: Scrape, name: string, labels: Record<string, string> = {}): Promise<number> {
  return ((await scrape()).value(name, labels) ?? 0) - (before.value(name, labels) ?? 0);
}

beforeAll(async () => {
  app = await ServedApp.start({
    variables: { SALES_PER_OUTLET_AT_ONCE: '1' },
    logLevels: ['fatal'], // listeners that fail, and a database that is away, are what this is about
    databaseUrl: async (ownerUrl) => {
      network = await FaultProxy.before(ownerUrl);
      return network.url;
    },
  });
  till = await Till.open(await app.logIn('cashier@kopisenja.test', OUTLET), { outletId: OUTLET });
  await rest();
});
afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
  await network?.stop();
});

it('A sale is counted once: its commit, its time, and what the listeners made of it', async () => {
  const before = await scrape();
  const key = { key: 'sold-and-sent-again' };
  for (const _ of [1, 2]) expect((await till.sell(COFFEE, key)).status).toBe(201);
  await rest();

  await eventually(async () => {
    expect(await growth(before, 'tillbook_http_request_seconds_count', { ...SALES_ROUTE, status: '2xx' })).toBe(2);
  });
  expect(await growth(before, 'tillbook_http_requests_total', { ...SALES_ROUTE, status: '2xx' })).toBe(2);
  expect(await growth(before, 'tillbook_sales_total')).toBe(1);
  expect(await growth(before, 'tillbook_sale_seconds_count')).toBe(1);
  expect(await growth(before, 'tillbook_commits_total', { kind: 'call', result: 'committed' })).toBe(2);
  expect(
    await growth(before, 'tillbook_outbox_deliveries_total', { listener: 'audit', result: 'delivered' }),
  ).toBeGreaterThan(0);
  expect(await growth(before, 'tillbook_outbox_delivery_lag_seconds_count', { listener: 'audit' })).toBeGreaterThan(0);
  expect((await scrape()).value('tillbook_outbox_sweep_seconds_count')).toBeGreaterThan(0);
});

it('A sale that is refused is no commit', async () => {
  const before = await scrape();
  const tooMuch = { items: [{ productId: KOPI_SENJA.products.airMineral, quantity: '1000' }] };
  expect((await till.sell(tooMuch)).body).toMatchObject({ code: 'inventory.insufficient-stock' });
  expect(await growth(before, 'tillbook_commits_total', { kind: 'call', result: 'refused' })).toBe(1);
  expect(await growth(before, 'tillbook_commits_total', { kind: 'call', result: 'committed' })).toBe(0);
  expect(await growth(before, 'tillbook_sale_seconds_count')).toBe(0);
});

it('A business that wants no telemetry is counted, and timed nowhere', async () => {
  const { businessId, outlets, products } = TOKO_MAJU;
  await app.owner.query('update identity.tenant_config set enable_telemetry = false where business_id = $1', [
    businessId,
  ]);
  await rest();
  const before = await scrape();
  const theirs = await Till.open(await app.logIn('cashier@tokomaju.test'), { outletId: outlets.bdg1 });
  expect((await theirs.sell({ items: [{ productId: Object.values(products)[0]!, quantity: '1' }] })).status).toBe(201);
  await rest();
  await till.client.get('/outlets'); // of somebody who does: what is timed by now has been timed

  await eventually(async () =>
    expect(await growth(before, 'tillbook_http_request_seconds_count', { route: '/api/v1/outlets' })).toBe(1),
  );
  expect(await growth(before, 'tillbook_sales_total')).toBe(1);
  expect(await growth(before, 'tillbook_http_requests_total', SALES_ROUTE)).toBe(1);
  expect(await growth(before, 'tillbook_outbox_deliveries_total', { result: 'delivered' })).toBeGreaterThan(0);
  expect(await growth(before, 'tillbook_sale_seconds_count')).toBe(0);
  expect(await growth(before, 'tillbook_http_request_seconds_count', SALES_ROUTE)).toBe(0);
  expect(await growth(before, 'tillbook_outbox_delivery_lag_seconds_count')).toBe(0);
});

it('What waits in line is told: sales for their outlet, and events for their listeners', async () => {
  await app.owner.query('begin');
  await app.owner.query('select from outbox.streams where stream_id = $1 for update', [OUTLET]);
  const sales = [1, 2, 3].map(() => till.sell(COFFEE));
  await eventually(async () => expect((await scrape()).value('tillbook_sales_waiting')).toBe(2));
  expect((await scrape()).value('tillbook_database_connections', { state: 'busy' })).toBeGreaterThan(0);
  await app.owner.query('commit');

  await app.owner.query('begin');
  await app.owner.query(`select from outbox.cursors where listener = 'audit' for update`); // as a worker that hangs
  for (const { status } of await Promise.all(sales)) expect(status).toBe(201);
  await till.sell(COFFEE);
  await eventually(async () => {
    const now = await scrape();
    expect(now.value('tillbook_outbox_waiting_events', { listener: 'audit' })).toBeGreaterThan(0);
    expect(now.value('tillbook_outbox_oldest_wait_seconds', { listener: 'audit' })).toBeGreaterThan(0);
  }, TOLD_MS);
  await app.owner.query('commit');

  await eventually(async () => {
    const now = await scrape();
    expect(now.value('tillbook_sales_waiting')).toBe(0);
    expect(now.value('tillbook_outbox_waiting_events', { listener: 'audit' })).toBe(0);
    expect(now.value('tillbook_outbox_oldest_wait_seconds', { listener: 'audit' })).toBe(0);
  }, TOLD_MS);
}, 60_000);

it('A listener that cannot take an event is told of until it can', async () => {
  await app.owner.query(
    `create function refuse_audit() returns trigger language plpgsql as $$ begin raise 'no paper'; end $$;
     create trigger refuse_audit before insert on audit.entries for each row
       when (new.action = 'sales.transaction-created') execute function refuse_audit()`,
  );
  expect((await scrape()).value('tillbook_outbox_failed_share')).toBe(0);
  await till.sell(COFFEE);
  await eventually(async () => {
    const now = await scrape();
    expect(now.value('tillbook_outbox_parked_events', { listener: 'audit' })).toBe(1);
    expect(now.value('tillbook_outbox_deliveries_total', { listener: 'audit', result: 'failed' })).toBeGreaterThan(0);
    expect(now.value('tillbook_outbox_failed_share')).toBeGreaterThan(0);
  }, TOLD_MS);
  await app.owner.query('drop function refuse_audit cascade');
  await app.owner.query(`update outbox.failures set next_attempt_at = clock_timestamp() where state = 'parked'`);
  await eventually(async () => {
    expect((await scrape()).value('tillbook_outbox_parked_events', { listener: 'audit' })).toBe(0);
  }, TOLD_MS);
}, 60_000);

it('Sockets are counted while they are connected', async () => {
  const connected = async () => (await scrape()).value('tillbook_sockets_connected', { namespace: '/notifications' });
  expect(await connected()).toBe(0);
  const { socket } = openNoticeBoard(app.url, { token: till.client.token });
  await eventually(async () => expect(await connected()).toBe(1));
  socket.disconnect();
  await eventually(async () => expect(await connected()).toBe(0));
});

it('While the database is away the rest is told, and of the listeners nothing that may have changed', async () => {
  const waiting = async () => (await scrape()).value('tillbook_outbox_waiting_events');
  await network.down();
  await eventually(async () => expect(await waiting()).toBeUndefined(), TOLD_MS);
  const before = await scrape();
  expect((await till.sell(COFFEE)).status).toBe(503);
  expect(await growth(before, 'tillbook_http_requests_total', { ...SALES_ROUTE, status: '5xx' })).toBe(1);
  await network.up();
  await eventually(async () => expect(await waiting()).toBe(0), TOLD_MS);
}, 60_000);

it('No label can have values without end', async () => {
  const { samples } = await scrape();
  const suspicious = /[0-9a-f]{8}-[0-9a-f]{4}-|\d{4,}|@/;
  const buckets = /_bucket$/; // their bounds are numbers, and fixed
  const values = samples.flatMap(({ name, labels }) => (buckets.test(name) ? [] : Object.values(labels)));
  expect(values.length).toBeGreaterThan(100);
  expect(values.filter((value) => suspicious.test(value))).toEqual([]);
});
