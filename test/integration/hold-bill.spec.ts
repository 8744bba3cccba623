import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { HeldBillsQuery } from '../../src/modules/sales/queries/held-bills.query';
import { type HoldBillCommand, HoldBillUseCase } from '../../src/modules/sales/use-cases/hold-bill.use-case';
import { NOW, SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});
beforeEach(async () => {
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const CART = { orderType: 'dine_in', items: [{ productId: 'as given', quantity: '2' }], notes: 'nanti' };
const hold = (over: Partial<HoldBillCommand> = {}, { key = newId() as string, as = shop.actor() } = {}) =>
  app.get(HoldBillUseCase).execute(
    as,
    {
      outletId: shop.outletId,
      name: 'tas merah',
      tableId: null,
      customerId: null,
      items: [shop.line('2 KOPI', { modifiers: ['Susu oat'] })],
      cart: CART,
      expiresInMinutes: 60,
      ...over,
    },
    key,
  );
const list = (limit = 50, cursor?: string) =>
  app.get(HeldBillsQuery).list(shop.actor(), { outletId: shop.outletId, limit, cursor });
const overdue = () =>
  owner.query(
    `update sales.held_bills set held_at = held_at - interval '1 hour', expires_at = expires_at - interval '1 hour'
      where business_id = $1`,
    [shop.businessId],
  );

describe('A bill that is held', () => {
  it('keeps the cart as it was given, and takes nothing from the shelf', async () => {
    const stock = await rowsOf(owner, shop.businessId, 'inventory.stock_levels');
    const { body, replayed } = await hold({
      tableId: shop.ids.table('UJI1', 'A1'),
      customerId: shop.ids.customer('Sari'),
    });
    expect(replayed).toBe(false);
    expect(body).toEqual({
      heldBillId: expect.any(String),
      outletId: shop.outletId,
      state: 'held',
      name: 'tas merah',
      tableId: shop.ids.table('UJI1', 'A1'),
      customerId: shop.ids.customer('Sari'),
      cart: CART,
      heldBy: shop.ids.employee('cashier@uji.test'),
      heldAt: NOW.toISOString(),
      expiresAt: new Date(NOW.getTime() + 3_600_000).toISOString(),
    });
    expect(await list()).toEqual({ data: [body], page: { hasMore: false, nextCursor: null } });
    expect(await rowsOf(owner, shop.businessId, 'inventory.stock_levels')).toEqual(stock);
  });

  it('is told to the stream of the outlet', async () => {
    const { body } = await hold();
    const { heldBillId, outletId, tableId, expiresAt } = body;
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({
        type: 'sales.bill-held',
        stream_id: outletId,
        payload: { heldBillId, outletId, tableId, expiresAt },
      }),
    );
  });

  it('is held once under its key, also when the catalog has it no longer', async () => {
    const key = newId();
    const first = await hold({}, { key });
    await owner.query('update catalog.products set active = false where business_id = $1', [shop.businessId]);
    const before = await fingerprint(owner);
    expect(await hold({}, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is listed in pages, the oldest first, without those whose time is over', async () => {
    await hold({ name: 'gone' });
    await overdue();
    for (const name of ['a', 'b', 'c']) await hold({ name });
    const first = await list(2);
    const second = await list(2, first.page.nextCursor!);
    expect([first, second].map(({ data }) => data.map(({ name }) => name))).toEqual([['a', 'b'], ['c']]);
    await expect(list(2, Buffer.from('["x"]').toString('base64url'))).rejects.toMatchObject({
      code: 'request.cursor-invalid',
    });
  });

  it('clears away those of the outlet whose time is over, twenty at a time, and tells of each', async () => {
    for (let bill = 0; bill < 21; bill++) await hold();
    await overdue();
    const states = async () => {
      const rows = await rowsOf(owner, shop.businessId, 'sales.held_bills');
      return ['held', 'expired'].map((state) => rows.filter((row) => row.state === state).length);
    };
    await hold();
    expect(await states()).toEqual([2, 20]);
    await hold();
    expect(await states()).toEqual([2, 21]);
    const events = await rowsOf(owner, shop.businessId, 'outbox.events');
    expect(events.filter(({ type }) => type === 'sales.bill-expired')).toHaveLength(21);
  });
});

describe('A bill is not held, and nothing is written,', () => {
  it.each([
    ['at an outlet that does not exist', 'identity.outlet-not-found', () => hold({ outletId: newId() })],
    [
      'at an outlet where the cashier does not work',
      'identity.outlet-not-found',
      () => hold({}, { as: shop.actor('cashier', ['UJI2']) }),
    ],
    [
      'with a product that there is not',
      'catalog.product-not-found',
      () => hold({ items: [{ ...shop.line('1 KOPI'), productId: newId() }] }),
    ],
    [
      'without the variant that the product is sold by',
      'sales.variant-required',
      () => hold({ items: [{ ...shop.line('1 KAOS-L'), variantId: null }] }),
    ],
    [
      'with a modifier that the product has not',
      'catalog.modifier-not-found',
      () => hold({ items: [shop.line('1 BERAS', { modifiers: ['Susu oat'] })] }),
    ],
    ['at a table of another outlet', 'dining.table-not-found', () => hold({ tableId: shop.ids.table('UJI2', 'A1') })],
    ['for a customer that there is not', 'customers.customer-not-found', () => hold({ customerId: newId() })],
  ])('%s', async (_, code, attempt) => {
    const before = await fingerprint(owner);
    await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
