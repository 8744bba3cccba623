import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { startSales } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint } from '../support/tenant-tables';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  app = await startSales(database.ownerUrl);
});

afterAll(async () => {
  await app?.close();
  await owner?.end();
  await database?.drop();
});

describe.each(WRITERS)('The %s writer and a catalog that moves', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  afterEach(() => expectSoundBooks(database.ownerUrl));

  const setPrice = (price: number) =>
    owner.query(`update catalog.products set price = $2 where business_id = $1 and sku = 'BERAS'`, [
      shop.businessId,
      price,
    ]);

  it('sells at the price of the moment, whatever was known before', async () => {
    expect((await shop.sell()).body.subtotal).toBe(74_500);
    await setPrice(75_000);
    expect((await shop.sell()).body.subtotal).toBe(75_000);
  });

  it('prices again what was priced before the change and comes to its commit after it', async () => {
    const key = newId();
    const blocker = new Client({ connectionString: database.ownerUrl });
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query(
      `insert into platform.idempotency_records (business_id, key, operation, request_hash) values ($1, $2, 'x', '')`,
      [shop.businessId, key],
    );
    const sale = shop.sell({}, { key });
    await eventually(async () => {
      const { rows } = await owner.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rows).toHaveLength(1);
    });
    await setPrice(80_000);
    await blocker.query('rollback');
    await blocker.end();
    expect((await sale).body).toMatchObject({ subtotal: 80_000, payments: [{ amount: 100_000, change: 16_000 }] });
  });

  it('gives up where every pricing is overtaken', async () => {
    await owner.query(`
      create function public.move_catalog() returns trigger language plpgsql as $$
      begin
        update catalog.revisions r set revision = r.revision + 1 where r.business_id = new.business_id;
        return null;
      end $$;
      create trigger overtake after insert on platform.idempotency_records
        for each row execute function public.move_catalog()`);
    const before = await fingerprint(owner);
    await expect(shop.sell()).rejects.toMatchObject({ kind: 'unavailable', code: 'sales.prices-keep-moving' });
    expect(await fingerprint(owner)).toEqual(before);
    await owner.query('drop function public.move_catalog cascade');
  });
});
