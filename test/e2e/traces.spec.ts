import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { RabbitMqOfItsOwn } from '../support/rabbitmq-of-its-own';
import { openScreen } from '../support/screen';
import type { ServerProcess } from '../support/server-process';
import { expectSoundBooks } from '../support/sound-books';
import { StreetOfServers } from '../support/street-of-servers';
import { createTestDatabase } from '../support/test-database';
import { Till } from '../support/till';
import { type CollectedSpan, TraceCollector } from '../support/trace-collector';

const ROOT = join(__dirname, '../..');
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const CALLER_SPAN_ID = 'b7ad6b7169203331';
const LISTENERS = ['audit', 'kitchen', 'recipes'];

let collector: TraceCollector;
let rabbit: RabbitMqOfItsOwn | undefined;
let street: StreetOfServers;

const correlations = ({ attributes }: CollectedSpan): unknown[] => [
  ...[attributes['tillbook.correlation_id'] ?? []].flat(),
  ...[attributes['tillbook.correlation_ids'] ?? []].flat(),
];
const about = (correlationId: string) => collector.spans.filter((span) => correlations(span).includes(correlationId));
const saleRequest = () => about('kopi-sale').find(({ name }) => name === 'POST /api/v1/pos/transactions')!;

async function openTill(server: ServerProcess, email: string, outletId: string): Promise<Till> {
  const client = street.client(() => server);
  return Till.open(await client.logIn(email, outletId), { outletId });
}

/** What a day at two shops leaves at the collector, once the server has been stopped. */
beforeAll(async () => {
  collector = await TraceCollector.open();
  const { TEST_RABBITMQ_URL } = process.env;
  rabbit = TEST_RABBITMQ_URL ? await RabbitMqOfItsOwn.at(TEST_RABBITMQ_URL) : undefined;
  const database = await createTestDatabase();
  street = await StreetOfServers.lay(database);
  await street.owner.query('update identity.tenant_config set enable_telemetry = false where business_id = $1', [
    TOKO_MAJU.businessId,
  ]);
  const server = await street.start({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-shop=ours',
    ...rabbit?.variables,
  });
  const theirs = await openTill(server, 'cashier@tokomaju.test', TOKO_MAJU.outlets.bdg1);
  const water = { items: [{ productId: Object.values(TOKO_MAJU.products)[0]!, quantity: '1' }] };
  const sold = await theirs.sell(water, { headers: { 'x-request-id': 'toko-sale' } });
  expect(sold.status).toBe(201);

  const ours = await openTill(server, 'cashier@kopisenja.test', KOPI_SENJA.outlets.jkt1);
  const coffee = { items: [{ productId: KOPI_SENJA.products.kopiSusu, quantity: '1' }] };
  const traceparent = `00-${TRACE_ID}-${CALLER_SPAN_ID}-01`;
  const sale = await ours.sell(coffee, { headers: { 'x-request-id': 'kopi-sale', traceparent } });
  expect(sale.status).toBe(201);
  await bumpFirstOrder(server);
  await ours.client.get('/metrics');
  await street.rest();
  await expectSoundBooks(database.ownerUrl, { quiesced: true });
  expect(await server.stop()).toMatchObject({ code: 0 });
}, 60_000);

async function bumpFirstOrder(server: ServerProcess): Promise<void> {
  const client = street.client(() => server);
  const cook = await client.logIn('kitchen@kopisenja.test', KOPI_SENJA.outlets.jkt1);
  const screen = openScreen(server.url, { token: cook.token, after: 0 });
  const { orderId } = await eventually(() => {
    expect(screen.frames).not.toEqual([]);
    return screen.frames[0]!;
  });
  expect(await screen.ask('order:bump', { commandId: newId(), orderId })).toMatchObject({ ok: true });
  screen.socket.disconnect();
}

afterAll(async () => {
  await street?.clear();
  await collector?.close();
  await rabbit?.remove();
});

it('A sale is traced from its request to its commit, within the trace of its caller', () => {
  const { traceId, parentSpanId, spanId, attributes } = saleRequest();
  expect([traceId, parentSpanId]).toEqual([TRACE_ID, CALLER_SPAN_ID]);
  expect(attributes).toMatchObject({
    'http.request.method': 'POST',
    'http.route': '/api/v1/pos/transactions',
    'http.response.status_code': 201,
    'tillbook.business_id': KOPI_SENJA.businessId,
  });
  const [commit] = about('kopi-sale').filter(({ name }) => name === 'commit call');
  expect(commit).toMatchObject({
    traceId,
    parentSpanId: spanId,
    attributes: {
      'tillbook.operation': 'create_transaction_atomic',
      'tillbook.business_id': KOPI_SENJA.businessId,
    },
  });
});

it.each(LISTENERS)('What %s made of it is found by the id of its request', (listener) => {
  const deliveries = about('kopi-sale').filter(({ name }) => name === `deliver ${listener}`);
  expect(deliveries.length).toBeGreaterThan(0);
  for (const { attributes, traceId, parentSpanId } of deliveries) {
    expect(attributes).toMatchObject({
      'tillbook.listener': listener,
      'tillbook.business_id': KOPI_SENJA.businessId,
      'tillbook.events': expect.anything(),
    });
    expect(traceId).not.toBe(TRACE_ID); // its batch may hold the events of many requests
    const commit = collector.spans.find(({ spanId }) => spanId === parentSpanId);
    expect(commit).toMatchObject({ name: 'commit change', traceId });
  }
});

it('A command over a socket is traced as well', () => {
  const [command] = collector.named('command order:bump');
  expect(command!.attributes).toMatchObject({
    'tillbook.business_id': KOPI_SENJA.businessId,
    'tillbook.namespace': '/kds',
  });
  const [commit] = collector.named('commit write').filter(({ parentSpanId }) => parentSpanId === command!.spanId);
  expect(commit!.traceId).toBe(command!.traceId);
});

it('Of a business that wants no telemetry there is no trace', () => {
  expect(about('toko-sale')).toEqual([]);
  expect(JSON.stringify(collector.spans)).not.toContain(TOKO_MAJU.businessId);
});

it('Nobody traces what machines ask every few seconds', () => {
  expect(collector.spans.filter(({ name }) => /metrics|health/.test(name))).toEqual([]);
});

it('The collector is told who sends', () => {
  expect(collector.headers.map((headers) => headers['x-shop'])).toContain('ours');
});

describeWithService('rabbitmq', 'With RabbitMQ', () => {
  it('what is published is part of its delivery', () => {
    const [publish] = about('kopi-sale').filter(({ name }) => name === 'publish tillbook.events');
    const delivery = collector.spans.find(({ spanId }) => spanId === publish!.parentSpanId);
    expect(delivery).toMatchObject({ name: 'deliver rabbitmq', traceId: publish!.traceId });
  });
});

it('A process without a collector loads nothing for it', () => {
  const script = `
    require('reflect-metadata'); require('./src/app.module'); require('./src/platform/http/http-application');
    console.log(Object.keys(require.cache).filter((path) => /@opentelemetry/.test(path)).join(' '));`;
  const loaded = execFileSync(
    process.execPath,
    ['--require', join(ROOT, 'test/support/register-typescript.cjs'), '-e', script],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(loaded).toContain('@opentelemetry/api');
  expect(loaded).not.toMatch(/@opentelemetry\/(?!api\/)/);
});
