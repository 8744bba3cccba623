import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { CreatePromotionUseCase } from '../../src/modules/catalog/use-cases/create-promotion.use-case';
import { Drawers } from '../support/drawers';
import { OfflineShop } from '../support/offline-shop';
import { pricedTogether } from '../support/priced-together';
import { promotionCommand } from '../support/promotion-command';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

/** What `BookOfflineSaleUseCase` promises, by either writer. */
describe.each(WRITERS)('With the %s writer, a sale that has happened is never refused:', (writer) => {
  let shop: Shop;
  let offline: OfflineShop;
  let drawers: Drawers;

  beforeEach(async () => {
    shop = await Shop.open(app, owner, { writer });
    await change('update identity.outlets set service_charge_bps = 0 where business_id = $1');
    offline = await OfflineShop.enroll(shop, owner);
    drawers = new Drawers(shop, owner);
  });

  const stored = async (table: string) => rowsOf(owner, shop.businessId, table);
  const itemsOf = async (saleId: unknown) =>
    (await stored('sales.transaction_items')).filter(({ transaction_id: id }) => id === saleId);
  const levelOf = async (sku: string) =>
    (await stored('inventory.stock_levels')).find(({ stock_item_id: id }) => id === shop.ids.product(sku));
  const change = (text: string, ...values: unknown[]) => owner.query(text, [shop.businessId, ...values]);

  it('one that nothing speaks against raises nothing', async () => {
    const { status, answer, exceptions } = await offline.tell('sale', offline.sale({ grandTotal: 74_500 }));
    expect([status, answer.grandTotal, answer.change, exceptions]).toEqual(['applied', 74_500, 25_500, {}]);
    expect(await offline.tell('sale', offline.sale())).toMatchObject({ status: 'applied', exceptions: {} });
  });

  it('goods that are not there go below zero, and nobody else sells them', async () => {
    const items = [offline.item('TERAKHIR', { quantity: '12' }), offline.item('BERAS')];
    const sale = offline.sale({ items, payments: [{ method: 'cash', amount: 200_000 }] });
    const { status, exceptions } = await offline.tell('sale', sale);
    expect([status, exceptions]).toEqual([
      'applied',
      { oversold: { items: [{ stockItemId: shop.ids.product('TERAKHIR'), requested: '12', available: '10' }] } },
    ]);
    expect(await levelOf('TERAKHIR')).toMatchObject({ quantity: -2, oversold: true, may_go_negative: false });
    await expect(shop.sell({ items: [shop.line('1 TERAKHIR')] })).rejects.toMatchObject({
      code: 'inventory.insufficient-stock',
    });
  });

  it('its price was another', async () => {
    const told = offline.item('BERAS', { unitPrice: 70_000, quantity: '2' });
    const sale = offline.sale({ items: [told], payments: [{ method: 'cash', amount: 150_000 }], grandTotal: 140_000 });
    const { status, answer, exceptions } = await offline.tell('sale', sale);
    expect([status, answer.grandTotal, answer.change]).toEqual(['applied', 140_000, 10_000]);
    expect(exceptions).toEqual({
      'price-drift': {
        taken: 140_000,
        priced: 149_000,
        difference: -9_000,
        items: [{ lineNumber: 1, name: 'Beras', unitPrice: 70_000, listPrice: 74_500 }],
      },
    });
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['as the till tells it', { grandTotal: 70_000, payments: [{ method: 'cash', amount: 100_000 }] }, 70_000],
    ['as it was paid', { payments: [{ method: 'cash', amount: 70_000 }] }, 70_000],
    ['as it was paid, by card', { payments: [{ method: 'card', amount: 80_001 }] }, 80_001],
    ['less a fixed discount', { grandTotal: 60_000, discount: { kind: 'fixed', amount: 9_500 } }, 60_000],
    ['to the rupiah', { grandTotal: 70_001, items: 3, payments: [{ method: 'cash', amount: 80_000 }] }, 70_001],
  ])('its total was another, %s', async (_, { items, ...more }, total) => {
    const cart = items ? [offline.item('BERAS', { quantity: '3' }), offline.item('SABUN')] : [offline.item('BERAS')];
    const { status, answer, exceptions } = await offline.tell('sale', offline.sale({ ...more, items: cart }));
    expect([status, answer?.grandTotal]).toEqual(['applied', total]);
    expect(exceptions['price-drift']).toMatchObject({ taken: total });
    expect(Math.abs(answer.rounding)).toBeLessThanOrEqual(3);
  });

  it('its voucher cannot be used any more', async () => {
    const sale = offline.sale({ vouchers: ['NOBODYS'], grandTotal: 64_500 });
    const { status, answer, exceptions } = await offline.tell('sale', sale);
    expect([status, answer?.grandTotal]).toEqual(['applied', 64_500]);
    expect(exceptions['price-drift']).toMatchObject({ taken: 64_500, priced: 74_500 });
  });

  it('the last use of its promotion was taken meanwhile', async () => {
    const promotion = promotionCommand('Satu saja', { maxUses: 1 });
    await app.get(CreatePromotionUseCase).execute(shop.actor('manager'), promotion, newId());
    const other = await OfflineShop.enroll(shop, owner);
    const sell = (till: OfflineShop) => () => till.tell('sale', till.sale({ grandTotal: 67_100 }));
    const told = await pricedTogether(owner, shop.shiftId, [sell(offline), sell(other)]);
    const drifts = told.map(
      (sale) => sale.status === 'fulfilled' && sale.value.status === 'applied' && sale.value.exceptions,
    );
    expect(drifts).toEqual(expect.arrayContaining([{}, { 'price-drift': expect.objectContaining({ taken: 67_100 }) }]));
  });

  it('its product, variant or modifier is of nobody’s', async () => {
    const productId = newId();
    const items = [
      { productId, name: 'Donat', unitPrice: 12_000, quantity: '2' },
      offline.item('KAOS', { variantId: newId(), name: 'Kaos XXL', unitPrice: 120_000 }),
      offline.item('KOPI', { modifiers: [{ modifierId: newId(), quantity: 1 }] }),
    ];
    const sale = offline.sale({ items, payments: [{ method: 'qris', amount: 171_500 }], grandTotal: 171_500 });
    const { status, answer, exceptions } = await offline.tell('sale', sale);
    expect([status, answer?.grandTotal]).toEqual(['applied', 171_500]);
    expect(Object.keys(exceptions)).toEqual(['unknown-product']);
    expect(exceptions['unknown-product'].items).toMatchObject([
      { lineNumber: 1, productId, name: 'Donat' },
      { lineNumber: 2, name: 'Kaos XXL' },
      { lineNumber: 3, active: true },
    ]);
    expect((await itemsOf(sale.id)).map(({ name, total }) => [name, total]).toSorted()).toEqual([
      ['Donat', 24_000],
      ['Kaos XXL', 120_000],
      ['Kopi Susu', 27_500],
    ]);
    expect((await offline.tell('sale', offline.sale({ items: [items[0]] }))).status).toBe('applied');
  });

  it('its product is not sold any more, and comes off the shelf all the same', async () => {
    await change(
      `update catalog.products set active = false where business_id = $1 and id = $2`,
      shop.ids.product('BERAS'),
    );
    const { status, exceptions } = await offline.tell('sale', offline.sale());
    expect([status, exceptions['unknown-product']]).toEqual([
      'applied',
      {
        items: [{ lineNumber: 1, productId: shop.ids.product('BERAS'), name: 'Beras', active: false, modifierIds: [] }],
      },
    ]);
    expect(await levelOf('BERAS')).toMatchObject({ quantity: 99 });
    await expect(shop.sell()).rejects.toMatchObject({ code: 'catalog.product-not-found' });
  });

  it('its shift was counted: the Z report stays, and a late shift takes what comes late', async () => {
    await shop.sell();
    const { body: closed } = await drawers.close({ shiftId: shop.shiftId, countedCash: 349_000n });
    expect(closed).toMatchObject({ over: 74_500, zNumber: 1 });
    const before = await stored('sales.z_reports');
    const first = await offline.tell('sale', offline.sale());
    expect(first.exceptions['late-shift']).toMatchObject({ shiftId: shop.shiftId, code: 'sales.shift-not-open' });
    const lateShiftId = first.answer.shiftId as string;
    const other = await OfflineShop.enroll(shop, owner);
    expect((await other.tell('sale', other.sale({ shiftId: newId() }))).answer.shiftId).toBe(lateShiftId);
    expect(await stored('sales.z_reports')).toEqual(before);

    // The cash was counted with the closed shift, and is missing in this one: over and short are one sum.
    expect((await drawers.close({ shiftId: lateShiftId, countedCash: 74_500n })).body).toMatchObject({
      drawer: 'late main',
      expectedCash: 149_000,
      short: 74_500,
    });
    expect((await offline.tell('sale', offline.sale())).answer.shiftId).not.toBe(lateShiftId);
  });

  it('its late shift is being counted: the till is told to come again', async () => {
    await owner.query(`update sales.shifts set state = 'ended', ended_at = now(), ended_by = opened_by where id = $1`, [
      shop.shiftId,
    ]);
    const { answer } = await offline.tell('sale', offline.sale());
    await owner.query(`update sales.shifts set state = 'ended', ended_at = now(), ended_by = opened_by where id = $1`, [
      answer.shiftId,
    ]);
    const waiting = offline.till.do('sale', offline.sale());
    const refusal = { kind: 'unavailable', code: 'sync.late-shift-being-counted' };
    await expect(offline.bring([waiting])).rejects.toMatchObject(refusal);
    await drawers.close({ shiftId: answer.shiftId, countedCash: 74_500n });
    expect((await offline.bring([waiting])).results[0]).toMatchObject({ status: 'applied' });
  });

  it('its customer and its table are of nobody’s, its month is closed, its cashier has gone, and its clock is ahead', async () => {
    await change(
      `update identity.employees set active = false where business_id = $1 and id = $2`,
      shop.ids.employee('cashier@uji.test'),
    );
    await change(`insert into ledger.periods (business_id, starts_on, state) values ($1, '2026-10-01', 'closed')`);
    const [customerId, tableId] = [newId(), newId()];
    const sale = offline.sale({ customerId, tableId, discount: { kind: 'fixed', amount: 500 } });
    const told = await offline.tell('sale', sale, { occurredAt: '2026-10-31T03:00:00.000Z' });
    expect([told.status, told.answer.businessDate, told.answer.grandTotal]).toEqual(['applied', '2026-10-31', 74_000]);
    expect(told.exceptions).toEqual({
      'unknown-customer': { customerId },
      'unknown-table': { tableId },
      'period-closed': { effectiveDate: '2026-11-21' },
      'not-entitled': { employeeId: shop.ids.employee('cashier@uji.test'), permissions: ['sale.create'] },
    });
    const [entry] = (await stored('ledger.journal_entries')).filter(({ id }) => id === told.answer.ledgerEntryId);
    expect(entry!.effective_date).toBe('2026-11-21');
    const ahead = await offline.tell('sale', offline.sale(), { occurredAt: '2036-01-01T00:00:00Z' });
    expect(ahead).toMatchObject({ status: 'applied', answer: { businessDate: '2026-11-21' } });
    expect(ahead.exceptions['clock-ahead']).toEqual({ occurredAt: '2036-01-01T00:00:00Z' });
  });

  it('a discount that its cashier may not give, and one of more than there is', async () => {
    const given = await offline.tell('sale', offline.sale({ discount: { kind: 'percentage', rateBps: 1_000 } }));
    expect(given).toMatchObject({
      status: 'applied',
      exceptions: { 'not-entitled': { permissions: ['sale.discount'] } },
    });
    const discount = { kind: 'fixed', amount: 90_000 };
    const payments = [{ method: 'cash', amount: 10_000 }];
    const much = await offline.tell('sale', offline.sale({ discount, grandTotal: 10_000, payments }));
    expect(much).toMatchObject({ status: 'applied', answer: { grandTotal: 10_000 } });
  });

  it('but one of more than a till can carry is kept for a manager', async () => {
    const items = [offline.item('BERAS', { unitPrice: Number.MAX_SAFE_INTEGER, quantity: '2' })];
    const told = await offline.tell('sale', offline.sale({ items }));
    expect(told).toMatchObject({ status: 'quarantined', code: 'sales.amount-too-large' });
  });
});
