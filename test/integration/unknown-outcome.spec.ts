import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { FaultProxy } from '../support/fault-proxy';
import { startSales } from '../support/sales-app';
import { Shop, type Writer, WRITERS } from '../support/shop';
import { expectSoundBooks } from '../support/sound-books';
import { rowsOf } from '../support/tenant-tables';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let owner: Client;
let proxy: FaultProxy;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  proxy = await FaultProxy.before(database.ownerUrl);
  app = await startSales(proxy.url, { DATABASE_POOL_MAX: '2' });
});

afterAll(async () => {
  await app?.close();
  await proxy?.stop();
  await owner?.end();
});

/** The statement with which each writer's sale becomes a fact. */
const COMMITS: Record<Writer, RegExp> = { atomic: /create_transaction_atomic/, standard: /^commit/i };

/** Statements that the standard writer makes on the way. */
const ON_THE_WAY = [/set_config/, /claim_idempotency_key/, /issue_stock/, /next_receipt_sequence/, /outbox\.append/];

describe.each(WRITERS)('When the connection breaks, the %s writer', (writer) => {
  let shop: Shop;
  let sales: number;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  beforeEach(async () => {
    await shop.sell(); // the catalog and the flags are known: the next statements are those of the sale
    sales = await countSales();
  });

  afterEach(async () => {
    proxy.heal();
    await expectSoundBooks(database.ownerUrl);
  });

  const countSales = async () => (await rowsOf(owner, shop.businessId, 'sales.transactions')).length;

  it('after its commit, before it hears of it, gives the answer of the sale that it made', async () => {
    const key = newId();
    const cut = proxy.cutAfterStatement(COMMITS[writer]);
    const answer = await shop.sell({}, { key });
    await cut;
    expect(answer).toMatchObject({ replayed: true, body: { grandTotal: 78_200 } });
    expect(await countSales()).toBe(sales + 1);
    expect(await shop.sell({}, { key })).toEqual(answer);
  });

  it('before its commit, makes the sale again', async () => {
    const cut = proxy.cutBeforeStatement(COMMITS[writer]);
    const answer = await shop.sell();
    await cut;
    expect(answer).toMatchObject({ replayed: false, body: { grandTotal: 78_200 } });
    expect(await countSales()).toBe(sales + 1);
  });

  it('in the middle of what it sends, makes the sale again', async () => {
    const cut = proxy.cutAfterBytes(500, 'toServer');
    await shop.sell();
    await cut;
    expect(await countSales()).toBe(sales + 1);
  });

  it('in the middle of what it is told, makes no second sale', async () => {
    const cut = proxy.cutAfterBytes(100, 'toClient');
    await shop.sell();
    await cut;
    expect(await countSales()).toBe(sales + 1);
  });

  it('for good after its commit, says that it does not know, and knows when it is asked again', async () => {
    const key = newId();
    const cut = proxy.cutAfterStatement(COMMITS[writer]);
    await whileDownAfter(cut, shop.sell({}, { key }));
    expect(await countSales()).toBe(sales + 1);
    expect(await shop.sell({}, { key })).toMatchObject({ replayed: true, body: { grandTotal: 78_200 } });
    expect(await countSales()).toBe(sales + 1);
  });

  it('for good before its commit, says that it does not know, and sells when it is asked again', async () => {
    const key = newId();
    const cut = proxy.cutBeforeStatement(COMMITS[writer]);
    await whileDownAfter(cut, shop.sell({}, { key }));
    expect(await countSales()).toBe(sales);
    expect(await shop.sell({}, { key })).toMatchObject({ replayed: false });
    expect(await countSales()).toBe(sales + 1);
  });

  it('is not blind to a server that ends its sessions', async () => {
    await owner.query(`
      select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'tillbook'`);
    await shop.sell();
    expect(await countSales()).toBe(sales + 1);
  });

  if (writer === 'standard') {
    it.each(ON_THE_WAY)('at %s, makes the sale again', async (statement) => {
      for (const arm of ['cutBeforeStatement', 'cutAfterStatement'] as const) {
        const cut = proxy[arm](statement);
        expect(await shop.sell()).toMatchObject({ replayed: false });
        await cut;
      }
      expect(await countSales()).toBe(sales + 2);
    });
  }
});

/** The server goes away when the cut has happened, and comes back when the sale has given up. */
async function whileDownAfter(cut: Promise<void>, sale: Promise<unknown>): Promise<void> {
  const [outcome] = await Promise.allSettled([sale, cut.then(() => proxy.down())]);
  await proxy.up();
  expect(outcome).toMatchObject({
    status: 'rejected',
    reason: { kind: 'unavailable', code: 'database.outcome-unknown', retryAfterSeconds: 1 },
  });
}
