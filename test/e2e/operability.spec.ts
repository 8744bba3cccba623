import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { ApiContract } from '../support/api-contract';
import { eventually } from '../support/eventually';
import { FaultProxy } from '../support/fault-proxy';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

describe('A server that is looked after', () => {
  let app: ServedApp;
  let network: FaultProxy;

  beforeAll(async () => {
    app = await ServedApp.start({
      logLevels: ['fatal'], // what is away is what this is about
      databaseUrl: async (ownerUrl) => {
        network = await FaultProxy.before(ownerUrl);
        return network.url;
      },
    });
  });

  afterAll(async () => {
    await app?.stop();
    await network?.stop();
  });

  it('says that it lives, and that it is ready', async () => {
    expect(await app.client().get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await app.client().get('/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ok', up: ['database'] },
    });
  });

  it('lives and is not ready while its database is away, and heals by itself', async () => {
    const cashier = await app.logIn('cashier@kopisenja.test');
    const till = await Till.open(cashier, { outletId: KOPI_SENJA.outlets.jkt1 });
    const coffee = { items: [{ productId: KOPI_SENJA.products.kopiSusu, quantity: '1' }] };
    await network.down();

    expect((await app.client().get('/health/live')).status).toBe(200);
    const unready = await app.client().get('/health/ready');
    expect(unready).toMatchObject({ status: 503, body: { code: 'operations.not-ready', down: ['database'] } });
    expect(unready.text).not.toMatch(/127\.0\.0\.1|postgres|\.js/);
    const unsold = await till.sell(coffee, { key: 'while-it-was-away' });
    expect(unsold).toMatchObject({ status: 503, body: { code: expect.stringMatching(/^database\./) } });
    expect(Number(unsold.headers.get('retry-after'))).toBeGreaterThan(0);

    await network.up();
    await eventually(async () => expect((await app.client().get('/health/ready')).status).toBe(200));
    expect((await till.sell(coffee, { key: 'while-it-was-away' })).status).toBe(201);
  });

  it('tells Prometheus what it counts', async () => {
    const { status, headers, text } = await app.client().get('/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(text).toMatch(/^tillbook_sales_total\{writer="atomic"\} 1$/m);
    expect(text).toMatch(/^tillbook_http_request_seconds_count\{.*route="\/api\/v1\/pos\/transactions".*\}/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });

  it('shows its documentation without the internet', async () => {
    const { status, text: html } = await app.client().get('/docs');
    expect(status).toBe(200);
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset]) => asset!);
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) {
      const url = new URL(asset, `${app.url}/docs`);
      expect(url.origin).toBe(app.url);
      const answer = await fetch(url);
      const text = await answer.text();
      expect([asset, answer.status]).toEqual([asset, 200]);
      if (asset.endsWith('.css')) expect(text).not.toMatch(/(@import|url\()\s*["']?(https?:)?\/\//);
    }
    expect(html.replaceAll(/xmlns(:\w+)?="[^"]+"/g, '')).not.toMatch(/https?:\/\//);
  });

  it('describes itself in OpenAPI 3.1, as committed', async () => {
    const { body } = await app.client().get('/openapi.json');
    expect(body.openapi).toMatch(/^3\.1\./);
    expect(body).toEqual(ApiContract.published().document);
  });

  it('keeps sound books', () => app.expectSoundBooks());
});
