import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { OpenShiftUseCase } from '../../src/modules/sales/use-cases/open-shift.use-case';
import { PreviewTransactionUseCase } from '../../src/modules/sales/use-cases/preview-transaction.use-case';
import { eventually } from '../support/eventually';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterAll(() => selling?.close());

describe.each(WRITERS)('The %s writer and a catalog that moves', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  afterEach(() => selling.expectSoundBooks());

  const setPrice = (price: number) =>
    owner.query(`update catalog.products set price = $2 where business_id = $1 and sku = 'BERAS'`, [
      shop.businessId,
      price,
    ]);

  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row);
    const places = columns.map((_, place) => `$${place + 2}`);
    const text = `insert into ${table} (business_id, ${columns.join(', ')}) values ($1, ${places.join(', ')})`;
    return owner.query(text, [shop.businessId, ...Object.values(row)]);
  };

  it('sells at the price of the moment, whatever was known before', async () => {
    expect((await shop.sell()).body.subtotal).toBe(74_500);
    await setPrice(75_000);
    expect((await shop.sell()).body.subtotal).toBe(75_000);
  });

  it('takes the exact money for a price that went down a moment ago', async () => {
    await setPrice(70_000);
    const payments = [tender('qris', 73_500n)]; // service included; at the price before it would not suffice
    expect((await shop.sell({ payments })).body).toMatchObject({ subtotal: 70_000, grandTotal: 73_500 });
  });

  it('sells a variant, a modifier and at an outlet that were added a moment ago', async () => {
    await shop.sell({ items: [shop.line('1 KAOS-M'), shop.line('1 KOPI')], payments: [tender('cash', 200_000n)] });
    const variantId = newId();
    await insert('catalog.variants', {
      id: variantId,
      product_id: shop.ids.product('KAOS'),
      sku: 'KAOS-S',
      name: 'S',
      price: 99_900,
    });
    await insert('inventory.stock_items', {
      id: variantId,
      kind: 'variant',
      product_id: shop.ids.product('KAOS'),
      variant_id: variantId,
      name: 'Kaos S',
      uom: 'pcs',
    });
    await insert('inventory.stock_levels', {
      outlet_id: shop.outletId,
      stock_item_id: variantId,
      may_go_negative: true,
    });
    expect(
      (await shop.sell({ items: [shop.line('1 KAOS', { variantId })], payments: [tender('cash', 200_000n)] })).body
        .items,
    ).toMatchObject([{ name: 'Kaos S' }]);

    const modifierId = newId();
    await insert('catalog.modifiers', {
      id: modifierId,
      group_id: shop.ids.modifierGroup('Tambahan'),
      name: 'Krim',
      price: 5_000,
    });
    const cream = { ...shop.line('1 KOPI'), modifiers: [{ modifierId, quantity: 1 }] };
    expect((await shop.sell({ items: [cream] })).body.subtotal).toBe(30_000);

    const outletId = newId();
    await insert('identity.outlets', { id: outletId, code: 'BARU', name: 'Baru', time_zone: 'Asia/Jayapura' });
    await insert('outbox.streams', { stream_id: outletId });
    const as = { ...shop.actor(), outletIds: [outletId] };
    const shift = await app.get(OpenShiftUseCase).execute(as, { outletId, drawer: 'main', openingCash: 0n }, newId());
    const sale = shop.sell({ outletId, shiftId: shift.body.id, items: [shop.line('1 KOPI')] }, { as });
    expect((await sale).body.receiptNumber).toBe('BARU-20261121-000001');
  });

  it('rehearses at the price of the moment, too', async () => {
    const preview = () => app.get(PreviewTransactionUseCase).execute(shop.actor(), shop.command());
    await setPrice(71_000);
    expect((await preview()).subtotal).toBe(71_000);
    await setPrice(72_000);
    expect((await preview()).subtotal).toBe(72_000);
  });

  it('prices again what was priced before the change and comes to its commit after it', async () => {
    const key = newId();
    const blocker = new Client({ connectionString: selling.databaseUrl });
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
