import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import { FaultProxy } from '../support/fault-proxy';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const BROKEN = /ECONNRESET|EPIPE|terminated|not queryable/;

describe('The fault proxy', () => {
  let database: TestDatabase;
  let proxy: FaultProxy;
  let direct: Client;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    direct = await connect(database.ownerUrl);
    await direct.query('create table sale (id int)');
  });

  afterAll(async () => {
    await direct.end();
  });

  beforeEach(async () => {
    await direct.query('truncate sale');
    proxy = await FaultProxy.before(database.ownerUrl);
    client = await connect(proxy.url);
  });

  afterEach(async () => {
    await proxy.stop();
    await client.end().catch(() => {});
  });

  const sales = async () => (await direct.query('select id from sale')).rowCount;

  const sell = async () => {
    await client.query('begin');
    await client.query('insert into sale values ($1)', [1]);
    await client.query('commit');
  };

  it('lets everything through while nothing is wrong', async () => {
    await sell();
    expect(await sales()).toBe(1);

    await client.end();
    while (proxy.connections > 0) await setImmediate();
  });

  it('cuts before the commit: nothing was sold', async () => {
    const cut = proxy.cutBeforeCommit();
    await expect(sell()).rejects.toThrow(BROKEN);
    await cut;
    expect(await sales()).toBe(0);
  });

  it('cuts after the commit: it was sold, and the client does not know', async () => {
    const cut = proxy.cutAfterCommit();
    await expect(sell()).rejects.toThrow(BROKEN);
    await cut;
    expect(await sales()).toBe(1);
  });

  it('cuts after a prepared statement that commits by itself', async () => {
    const insert = { name: 'sell', text: 'insert into sale values ($1)' };
    await client.query({ ...insert, values: [1] });
    const cut = proxy.cutAfterStatement(/^insert into sale/);
    await expect(client.query({ ...insert, values: [2] })).rejects.toThrow(BROKEN);
    await cut;
    expect(await sales()).toBe(2);
  });

  it('cuts in the middle of an answer', async () => {
    const cut = proxy.cutAfterBytes(100_000);
    await expect(client.query(`select repeat('x', 1000000)`)).rejects.toThrow(BROKEN);
    await cut;
  });

  it('swallows what is sent and delivers it when the network heals', async () => {
    proxy.swallow('toClient');
    const answer = client.query('insert into sale values (1)');
    while ((await sales()) === 0);

    proxy.heal();

    expect((await answer).rowCount).toBe(1);
  });

  it('takes its time', async () => {
    proxy.slow({ latencyMs: 40 });
    const began = performance.now();
    await client.query('select 1');
    expect(performance.now() - began).toBeGreaterThanOrEqual(79); // there and back, and a timer may be early
  });

  it('goes down and comes back at the same place', async () => {
    const { url } = proxy;
    await proxy.down();
    await expect(client.query('select 1')).rejects.toThrow(BROKEN);
    await expect(connect(url)).rejects.toThrow('ECONNREFUSED');

    await proxy.up();

    const again = await connect(url);
    expect((await again.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await again.end();
  });
});

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}
