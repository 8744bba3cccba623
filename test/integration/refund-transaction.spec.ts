import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ShiftReportsQuery } from '../../src/modules/sales/queries/shift-reports.query';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import { allowToOwe, giveStoreCredit } from '../support/customer-credit';
import { Drawers } from '../support/drawers';
import { giftCard, sellGiftCard } from '../support/gift-cards';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let undoing: Undoing;
let drawers: Drawers;
let sari: string;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  undoing = new Undoing(shop, owner);
  drawers = new Drawers(shop, owner);
  sari = shop.ids.customer('Sari');
  await undoing.givePin();
  await allowToOwe(owner, shop, 10_000_000);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const linesOf = async (entryId: string | null) => {
  const { rows } = await owner.query('select ledger.entry_lines($1, $2) as lines', [shop.businessId, entryId]);
  return rows[0].lines.map(({ code, debit, credit }: any) => [code, debit, credit]);
};
const stockOf = async (sku: string) =>
  (await rowsOf(owner, shop.businessId, 'inventory.stock_levels')).find(
    (row) => row.stock_item_id === shop.ids.product(sku) && row.outlet_id === shop.outletId,
  );

describe('A refund', () => {
  it('is a document of its own that points to the sale, item by item and payment by payment', async () => {
    const { body: sale } = await shop.sell({
      items: [shop.line('3 SABUN'), shop.line('2 KOPI')],
      payments: [tender('qris', 50_000n), tender('cash', 100_000n)],
    });
    const { body } = await undoing.refund(sale, { items: ['1', null], method: 'original', reason: 'penyok' });
    const total = body.items[0]!.total;
    expect(body).toMatchObject({
      originalTransactionId: sale.transactionId,
      receiptNumber: expect.stringMatching(/^UJI1-20261121-\d{6}$/),
      refundTotal: total + body.rounding,
      refundedTotal: body.refundTotal,
      method: 'original',
      reason: 'penyok',
      approvedBy: shop.actor('manager').employeeId,
      items: [{ originalItemId: sale.items[0]!.itemId, quantity: '1', restocked: true }],
      payments: [
        { method: 'qris', originalPaymentId: sale.payments[0]!.paymentId },
        { method: 'cash', originalPaymentId: null },
      ],
    });
    expect(body.payments[0]!.amount + body.payments[1]!.amount).toBe(body.refundTotal);
    expect(body.payments[1]!.amount % 100).toBe(0);

    const query = app.get(TransactionsQuery);
    expect(await query.get(shop.actor(), body.transactionId)).toMatchObject({
      type: 'refund',
      originalTransactionId: sale.transactionId,
      grandTotal: body.refundTotal,
      items: [{ originalItemId: sale.items[0]!.itemId }],
    });
    expect(await query.get(shop.actor(), sale.transactionId)).toMatchObject({
      status: 'partially_refunded',
      refundedTotal: body.refundTotal,
    });
    await undoing.refund(sale, { items: ['2', '2'], method: 'original' });
    expect(await query.get(shop.actor(), sale.transactionId)).toMatchObject({
      status: 'refunded',
      refundedTotal: sale.grandTotal,
    });
  });

  it('of everything in cash gives back what was paid to the rupiah, and leaves the shelves as they were', async () => {
    const before = { soap: await stockOf('SABUN'), apples: await stockOf('APEL') };
    const { body: sale } = await shop.sell({
      items: [shop.line('3 SABUN'), shop.line('0.755 APEL'), shop.line('1 KOPI')],
    });
    for (const items of [
      ['1', null, null],
      ['1', '0.3', null],
      ['1', '0.455', '1'],
    ])
      await undoing.refund(sale, { items });
    expect(await app.get(TransactionsQuery).get(shop.actor(), sale.transactionId)).toMatchObject({
      status: 'refunded',
      refundedTotal: sale.grandTotal,
    });
    expect({ soap: await stockOf('SABUN'), apples: await stockOf('APEL') }).toEqual(before);
  });

  it('of damaged goods puts nothing back on the shelf, and their cost stays', async () => {
    const { body: sale } = await shop.sell({ items: [shop.line('2 SABUN')] });
    const before = await stockOf('SABUN');
    const { body } = await undoing.refund(sale, { items: ['1'], restock: false });
    expect(body.items).toMatchObject([{ restocked: false }]);
    expect(await stockOf('SABUN')).toEqual(before);
    expect((await linesOf(body.ledgerEntryId)).map(([code]: string[]) => code)).not.toContain('5101');
    await undoing.refund(sale, { items: ['1'] });
    expect(await stockOf('SABUN')).toMatchObject({
      quantity: Number(before!.quantity) + 1,
      value: Number(before!.value) + 6_001,
    });
  });

  it('comes out of an open shift, also of a sale in a shift that is closed and stays as it was', async () => {
    const sold = await shop.openTill('UJI1', 'sold');
    const { body: sale } = await shop.sell({
      shiftId: sold,
      items: [shop.line('2 KOPI')],
      payments: [tender('qris', 57_750n)],
    });
    await drawers.close({ shiftId: sold, countedCash: 200_000n });
    const closed = await app.get(ShiftReportsQuery).z(shop.actor(), sold);
    const shiftId = await shop.openTill('UJI1', 'refunded');
    const { body } = await undoing.refund(sale, { shiftId, items: ['1'] });
    expect(await app.get(ShiftReportsQuery).z(shop.actor(), sold)).toEqual(closed);
    expect(await app.get(ShiftReportsQuery).x(shop.actor('manager'), shiftId)).toMatchObject({
      salesCount: 0,
      refundsCount: 1,
      refundsTotal: 28_900,
      tenders: [{ method: 'cash', count: 0, amount: 0, refundsCount: 1, refundsAmount: 28_900 }],
      movements: [
        { kind: 'float', amount: 200_000 },
        { kind: 'refund', amount: -28_900 },
      ],
      expectedCash: 200_000 - 28_900,
    });
    expect([body.refundTotal, body.rounding]).toEqual([28_900, 25]);
  });

  it('of what is owed makes the debt less, and gives back only what was paid', async () => {
    const { body: sale } = await shop.sell({
      customerId: sari,
      items: [shop.line('4 KOPI')],
      payments: [tender('qris', 50_000n)],
      dueDate: '2026-12-21',
    });
    const first = (await undoing.refund(sale, { items: ['2'] })).body; // 115.500 in all, 65.500 owed
    expect(first).toMatchObject({ refundTotal: 57_750, onAccount: 57_750, payments: [] });
    const second = (await undoing.refund(sale, { items: ['2'], method: 'original' })).body;
    expect(second).toMatchObject({
      refundTotal: 57_750,
      onAccount: 7_750,
      payments: [{ method: 'qris', amount: 50_000 }],
    });
  });

  it('to store credit is on the customer’s', async () => {
    const balance = await giveStoreCredit(shop, 1_000);
    const { body: sale } = await shop.sell({ items: [shop.line('1 KOPI')] });
    const { body } = await undoing.refund(sale, { method: 'store_credit', customerId: sari });
    expect(body).toMatchObject({ customerId: sari, payments: [{ method: 'store_credit', amount: sale.grandTotal }] });
    expect(await giveStoreCredit(shop, 1)).toBe(balance + sale.grandTotal + 1);
  });

  it('goes back on the gift card, and to the store credit, that the sale was paid with', async () => {
    const { code } = await sellGiftCard(app, shop);
    await giveStoreCredit(shop, 10_000);
    const before = await undoing.standing();
    const { body: sale } = await shop.sell({
      customerId: sari,
      items: [shop.line('2 KOPI')],
      payments: [giftCard(code, 30_000n), tender('store_credit', 10_000n), tender('card', 17_750n)],
    });
    await undoing.refund(sale, { items: ['1'], method: 'original' });
    await undoing.refund(sale, { items: ['1'], method: 'original' });
    const { cards, credits } = await undoing.standing();
    expect({ cards, credits }).toEqual({ cards: before.cards, credits: before.credits });
  });

  it('by a cashier needs an approval above the limit of the outlet, and none at it', async () => {
    const as = shop.actor('cashier');
    const { body: sale } = await shop.sell({ items: [shop.line('2 KOPI')], payments: [tender('qris', 57_750n)] });
    await expect(undoing.refund(sale, { as, items: ['1'] })).rejects.toMatchObject({
      code: 'auth.approval-required',
      details: { permission: 'sale.refund' },
    });
    await drawers.limit(28_900n);
    expect((await undoing.refund(sale, { as, items: ['1'] })).body.approvedBy).toBeNull();
    await drawers.limit(28_799n);
    await expect(undoing.refund(sale, { as, items: ['1'] })).rejects.toMatchObject({ code: 'auth.approval-required' });
    const approval = await undoing.approve('sale.refund', sale.transactionId);
    const { body } = await undoing.refund(sale, { as, items: ['1'], approval });
    expect(body.approvedBy).toBe(shop.actor('manager').employeeId);
    await drawers.limit(0n);
  });

  it('is answered again under its key', async () => {
    const key = newId();
    const { body: sale } = await shop.sell({ items: [shop.line('2 KOPI')], payments: [tender('qris', 57_750n)] });
    const first = await undoing.refund(sale, { key, items: ['1'] });
    const before = await fingerprint(owner);
    expect(await undoing.refund(sale, { key, items: ['1'] })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
