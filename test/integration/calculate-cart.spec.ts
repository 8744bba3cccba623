import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import {
  type CalculateCartCommand,
  CalculateCartUseCase,
} from '../../src/modules/sales/use-cases/calculate-cart.use-case';
import type { CreateTransactionCommand } from '../../src/modules/sales/use-cases/create-transaction.command';
import { Offers } from '../support/offers';
import { SalesApp } from '../support/sales-app';
import { tender } from '../support/sale-terms';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

describe.each(WRITERS)('What is calculated, sold by the %s writer', (writer) => {
  let shop: Shop;
  let happyHour: string;
  let box: string;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    const offers = new Offers(owner, shop);
    const tier = await offers.insert('customers.tiers', { name: 'Grosir' });
    await owner.query('update customers.customers set tier_id = $2 where business_id = $1', [shop.businessId, tier]);
    happyHour = await offers.priceList(
      'Pagi',
      { KOPI: 20_000 },
      { from_time: '10:00', to_time: '11:00', weekdays: 32 },
    );
    await offers.priceList('Sore', { KOPI: 1 }, { from_time: '10:16', to_time: '11:00', priority: 9 });
    await offers.priceList('Grosir', { 'SABUN 3': 10_000, 'KAOS-L': 99_900 }, { tier_id: tier });
    await offers.priceList('Uji Dua', { APEL: 1 }, { outlet_id: shop.ids.outlet('UJI2') });
    box = await offers.unit('SABUN', 'dus', '12', 120_000);
  });

  const calculate = (command: Partial<CreateTransactionCommand>, role: 'cashier' | 'manager' = 'manager') =>
    app.get(CalculateCartUseCase).execute(shop.actor(role), shop.command(command) satisfies CalculateCartCommand);

  const cart = (): Partial<CreateTransactionCommand> => ({
    customerId: shop.ids.customer('Sari'),
    items: [
      shop.line('2 KOPI', { modifiers: ['Susu oat'] }),
      shop.line('3 SABUN', { discount: { off: { kind: 'fixed', amount: 3_000n }, reason: 'penyok' } }),
      shop.line('2 SABUN', { unitId: box }),
      shop.line('1 KAOS-L'),
      shop.line('1.5 APEL'),
    ],
    discount: { off: { kind: 'percentage', rateBps: 500 }, reason: null },
  });

  it('is what is sold: every amount of every line', async () => {
    const shown = await calculate(cart());
    const { body } = await shop.sell(
      { ...cart(), payments: [tender('qris', BigInt(shown.total))] },
      {
        as: shop.actor('manager'),
      },
    );
    expect(body).toMatchObject({ grandTotal: shown.total, subtotal: shown.subtotal, taxAmount: shown.taxAmount });
    const amounts = ({ unitPrice, subtotal, discountAmount, discounts, serviceCharge, taxAmount, total }: any) => ({
      ...{ unitPrice, subtotal, discountAmount, discounts, serviceCharge, taxAmount, total },
    });
    expect(body.items.map(amounts)).toEqual(shown.items.map(amounts));
    const items = await rowsOf(owner, shop.businessId, 'sales.transaction_items');
    expect(items.map((item) => [item.name, item.uom, item.list_price, item.unit_factor]).toSorted()).toEqual([
      ['Apel', 'kg', 34_000, 1],
      ['Kaos L', 'pcs', 99_900, 1],
      ['Kopi Susu', 'pcs', 20_000, 1],
      ['Sabun', 'dus', 120_000, 12],
      ['Sabun', 'pcs', 10_000, 1],
    ]);
    const moved = (await rowsOf(owner, shop.businessId, 'inventory.stock_movements'))
      .filter(({ reason, stock_item_id }) => reason === 'sale' && stock_item_id === shop.ids.product('SABUN'))
      .map(({ delta }) => delta);
    expect(moved.toSorted()).toEqual([-24, -3]);
  });

  it('has the reason of each amount', async () => {
    const shown = await calculate(cart());
    expect(shown.items.map(({ listPrice }) => [listPrice.source, listPrice.name, listPrice.amount])).toEqual([
      ['price_list', 'Pagi', 20_000],
      ['price_list', 'Grosir', 10_000],
      ['unit', 'dus', 120_000],
      ['price_list', 'Grosir', 99_900],
      ['product', null, 34_000],
    ]);
    expect(shown.items[0]!.listPrice.sourceId).toBe(happyHour);
    expect(shown.items[1]!.discounts.map(({ scope, name }) => [scope, name])).toEqual([
      ['line', 'penyok'],
      ['order', 'Diskon'],
    ]);
    expect(shown.serviceChargeRule).toEqual({ rateBps: 500, base: 'post_discount', taxable: true });
    expect(shown.taxes.map(({ code, source, inPrice }) => [code, source, inPrice])).toEqual([
      ['PBJT', 'UU 1/2022', false],
      ['PPN', 'PMK 131/2024', true],
      ['BEBAS', 'PP 49/2022', false],
    ]);
    expect(shown.taxes.reduce((total, { amount }) => total + amount, 0)).toBe(shown.taxAmount);
    expect(shown.totalInCash % 100).toBe(0);
    expect(Math.abs(shown.totalInCash - shown.total)).toBeLessThanOrEqual(50);
  });

  it('writes nothing, and tells what somebody has to approve', async () => {
    const before = await fingerprint(owner);
    expect((await calculate(cart())).permissionsMissing).toEqual([]);
    expect((await calculate(cart(), 'cashier')).permissionsMissing).toEqual(['sale.discount']);
    const priced = { items: [shop.line('1 BERAS', { unitPrice: 1n })] };
    expect((await calculate(priced, 'cashier')).permissionsMissing).toEqual(['sale.override-price']);
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('follows a price list and a pack that changed a moment ago', async () => {
    const rename = (table: string, id: string, price: number) =>
      owner.query(`update ${table} set price = $3 where business_id = $1 and ${id}`, [shop.businessId, box, price]);
    await rename('catalog.product_units', 'id = $2', 111_000);
    await owner.query(`update catalog.price_lists set active = false where business_id = $1 and name = 'Pagi'`, [
      shop.businessId,
    ]);
    const shown = await calculate(cart());
    expect(shown.items.map(({ listPrice }) => listPrice.amount)).toEqual([25_000, 10_000, 111_000, 99_900, 34_000]);
    await owner.query(`update catalog.price_list_items set price = 9999 where business_id = $1 and min_quantity = 3`, [
      shop.businessId,
    ]);
    expect((await calculate(cart())).items[1]!.listPrice.amount).toBe(9_999);
  });

  it.each<[string, () => Partial<CreateTransactionCommand>]>([
    ['customers.customer-not-found', () => ({ customerId: shop.ids.customer('Nobody') })],
    ['catalog.unit-not-found', () => ({ items: [shop.line('1 BERAS', { unitId: box })] })],
    ['sales.quantity-too-fine', () => ({ items: [shop.line('1.5 SABUN', { unitId: box })] })],
    ['identity.outlet-not-found', () => ({ outletId: shop.ids.outlet('NOWHERE') })],
  ])('is refused with %s', async (code, command) => {
    await expect(calculate(command())).rejects.toMatchObject({ code });
  });
});
