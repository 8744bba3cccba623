import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ProductsQuery } from '../../src/modules/catalog/queries/products.query';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import type { Page } from '../../src/platform/http/paging';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let neighbour: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  neighbour = await Shop.open(app, owner);
});

afterAll(async () => {
  await selling.expectSoundBooks();
  await selling?.close();
});

/** All pages, as a client reads them. */
async function readAll<Row>(list: (cursor?: string) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { data, page } = await list(cursor);
    rows.push(...data);
    cursor = page.nextCursor ?? undefined;
    expect(page.hasMore).toBe(cursor !== undefined);
  } while (cursor);
  return rows;
}

const forged = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('A sale that is looked up', () => {
  const get = (id: string, as = shop.actor()) => app.get(TransactionsQuery).get(as, id);

  it('is the one that was answered', async () => {
    const { body } = await shop.sell({
      orderType: 'dine_in',
      tableId: shop.ids.table('UJI1', 'A1'),
      customerId: shop.ids.customer('Sari'),
      items: [shop.line('2 KOPI', { modifiers: ['Susu oat', 'Extra shot'], notes: 'panas' }), shop.line('0.750 APEL')],
      payments: [{ method: 'qris', amount: 50_000n, reference: 'Q-1' }, tender('cash', 100_000n)],
      notes: 'ulang tahun',
    });
    expect(await get(body.transactionId)).toEqual(body);
  });

  it('is not there for a neighbour, nor for who works elsewhere', async () => {
    const { body } = await shop.sell();
    const refusal = { kind: 'not-found', code: 'sales.transaction-not-found' };
    await expect(get(newId())).rejects.toMatchObject(refusal);
    await expect(get(body.transactionId, neighbour.actor())).rejects.toMatchObject(refusal);
    await expect(get(body.transactionId, shop.actor('cashier', ['UJI2']))).rejects.toMatchObject(refusal);
  });
});

describe('The sales of an outlet', () => {
  const list = (filter: { businessDate?: string; cursor?: string | undefined; limit: number }) =>
    app.get(TransactionsQuery).list(shop.actor(), { outletId: shop.outletId, ...filter });

  it('come in pages, the newest receipt of the newest day first', async () => {
    for (const day of ['19', '20', '20']) await shop.sell({ occurredAt: new Date(`2026-11-${day}T03:00:00Z`) });
    const all = await list({ limit: 200 });
    const numbers = all.data.map(({ receiptNumber }) => receiptNumber);
    expect(numbers).toEqual(numbers.toSorted().toReversed());
    expect(numbers.slice(-3)).toEqual(['UJI1-20261120-000002', 'UJI1-20261120-000001', 'UJI1-20261119-000001']);
    expect(await readAll((cursor) => list({ cursor, limit: 2 }))).toEqual(all.data);
  });

  it('are those of one day where it is asked for', async () => {
    const { data } = await list({ businessDate: '2026-11-20', limit: 50 });
    expect(data.map(({ receiptNumber }) => receiptNumber)).toEqual(['UJI1-20261120-000002', 'UJI1-20261120-000001']);
  });

  it.each([
    forged('no day', '1'),
    forged('2026-11-20', 'no number'),
    forged('2026-11-20', '-1'),
    forged('2026-11-20', '1e99'),
    forged('2026-11-20'),
    'nonsense',
  ])('are refused after the forged cursor %s', async (cursor) => {
    await expect(list({ cursor, limit: 2 })).rejects.toMatchObject({ code: 'request.cursor-invalid' });
  });
});

describe('The menu', () => {
  const list = (filter: { search?: string; barcode?: string; cursor?: string | undefined; limit?: number } = {}) =>
    app.get(ProductsQuery).list(shop.actor(), { limit: 50, ...filter });
  const skus = async (filter: { search?: string; barcode?: string }) => (await list(filter)).data.map(({ sku }) => sku);

  it('comes in pages by name, the products of this business only', async () => {
    const all = await list();
    expect(all.data).toHaveLength(shop.plan.products.length);
    expect(await readAll((cursor) => list({ cursor, limit: 7 }))).toEqual(all.data);
  });

  it('is searched by name, SKU, and the SKU of a variant; a wildcard is a character like any other', async () => {
    expect(await skus({ search: 'kaos' })).toEqual(['KAOS']);
    expect(await skus({ search: 'KAOS-L' })).toEqual(['KAOS']);
    expect(await skus({ search: 'susu' })).toEqual(['KOPI']);
    for (const search of ['%', '_', '\\']) expect(await skus({ search })).toEqual([]);
  });

  it('is searched by barcode, that of a variant too', async () => {
    await owner.query(`update catalog.variants set barcode = '8999' where business_id = $1 and sku = 'KAOS-M'`, [
      shop.businessId,
    ]);
    await owner.query(`update catalog.products set barcode = '8998' where business_id = $1 and sku = 'BERAS'`, [
      shop.businessId,
    ]);
    expect(await skus({ barcode: '8999' })).toEqual(['KAOS']);
    expect(await skus({ barcode: '8998' })).toEqual(['BERAS']);
    expect(await skus({ barcode: '899' })).toEqual([]);
  });

  it('shows what belongs to a product, and not to a neighbour', async () => {
    const coffee = await app.get(ProductsQuery).get(shop.actor(), shop.ids.product('KOPI'));
    expect(coffee).toMatchObject({
      sku: 'KOPI',
      price: 25_000,
      trackStock: false,
      modifierGroups: [
        { name: 'Tambahan', maxSelect: 3, modifiers: [{ name: 'Extra shot', price: 6_000 }, { name: 'Susu oat' }] },
      ],
    });
    await expect(app.get(ProductsQuery).get(neighbour.actor(), coffee.id)).rejects.toMatchObject({
      kind: 'not-found',
      code: 'catalog.product-not-found',
    });
  });

  it.each([forged('Kopi', 'no id'), forged('Kopi'), 'nonsense'])(
    'is refused after the forged cursor %s',
    async (cursor) => {
      await expect(list({ cursor, limit: 2 })).rejects.toMatchObject({ code: 'request.cursor-invalid' });
    },
  );
});
