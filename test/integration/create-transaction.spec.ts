import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { CreatedTransaction } from '../../src/modules/sales/store/transaction-writer';
import { CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
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

afterAll(() => selling?.close());

describe.each(WRITERS)('A sale by the %s writer', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  afterEach(() => selling.expectSoundBooks());

  const rows = (table: string) => rowsOf(owner, shop.businessId, table);
  const journal = async (entryId: string | null) =>
    (await owner.query(`select ledger.entry_lines($1, $2) as lines`, [shop.businessId, entryId])).rows[0].lines;
  const stockOf = async (sku: string) => {
    const levels = await rows('inventory.stock_levels');
    return levels.find((row) => row.stock_item_id === shop.ids.product(sku) && row.outlet_id === shop.outletId);
  };

  describe('of a cart with everything in it', () => {
    // 2 coffees with a shot 62.000, a T-shirt 122.100 and a soap 11.100 with PPN inside, 0,755 kg of apples 25.670.
    // PPN in 133.200: 13.200. Subtotal 207.670; service 10.384 (5 %: 10.383,5), of it 3.100 on the coffee, 6.000 on
    // what bears PPN; PBJT on 65.100: 6.510; PPN on 6.000: 660. In all 238.424; by QRIS 100.000, in cash 138.400.
    const id = newId();
    let answer: CreatedTransaction;

    beforeAll(async () => {
      const { body, replayed } = await shop.sell({
        id,
        orderType: 'dine_in',
        tableId: shop.ids.table('UJI1', 'A1'),
        customerId: shop.ids.customer('Sari'),
        items: [
          shop.line('2 KOPI', { modifiers: ['Extra shot'], notes: 'panas' }),
          shop.line('1 KAOS-L'),
          shop.line('1 SABUN'),
          shop.line('0.755 APEL'),
        ],
        payments: [tender('cash', 150_000n), { method: 'qris', amount: 100_000n, reference: 'Q-1' }],
        notes: 'ulang tahun',
        occurredAt: new Date('2026-11-21T03:14:00Z'),
      });
      expect(replayed).toBe(false);
      answer = body;
    });

    it('answers with every amount, computed by the server', () => {
      expect(answer).toMatchObject({
        transactionId: id,
        receiptNumber: 'UJI1-20261121-000001',
        subtotal: 207_670,
        discountAmount: 0,
        serviceCharge: 10_384,
        taxAmount: 20_370,
        rounding: -24,
        grandTotal: 238_400,
        paid: 250_000,
        change: 11_600,
        syncStatus: 'synced',
        businessDate: '2026-11-21',
        occurredAt: '2026-11-21T03:14:00.000Z',
        items: [
          { lineNumber: 1, name: 'Kopi Susu', quantity: '2', unitPrice: 25_000, subtotal: 62_000, taxAmount: 6_510 },
          { lineNumber: 2, name: 'Kaos L', variantId: shop.ids.variant('KAOS-L') },
          { lineNumber: 3, name: 'Sabun' },
          { lineNumber: 4, name: 'Apel', quantity: '0.755', uom: 'kg', subtotal: 25_670, taxAmount: 0 },
        ],
        payments: [
          { method: 'cash', amount: 150_000, change: 11_600 },
          { method: 'qris', amount: 100_000, change: 0, reference: 'Q-1' },
        ],
      });
    });

    it('writes the document: header, items, modifiers and payments', async () => {
      expect(await rows('sales.transactions')).toMatchObject([
        { id, receipt_number: 'UJI1-20261121-000001', grand_total: 238_400, journal_entry_id: answer.ledgerEntryId },
      ]);
      expect(await rows('sales.transaction_items')).toHaveLength(4);
      expect(await rows('sales.item_modifiers')).toMatchObject([
        { item_id: answer.items[0]!.itemId, unit_price: 6_000 },
      ]);
      expect(await rows('sales.payments')).toMatchObject([
        { method: 'cash', tendered: 150_000, change: 11_600, amount: 138_400 },
        { method: 'qris', tendered: 100_000, change: 0, amount: 100_000, reference: 'Q-1' },
      ]);
    });

    it('takes the goods off the shelf, and keeps on the items what they cost', async () => {
      expect(await stockOf('SABUN')).toMatchObject({ quantity: 49, value: 49 * 6_001 });
      expect(await stockOf('APEL')).toMatchObject({ quantity: 24.745, value: 612_000 - 18_120 });
      const sold = (await rows('inventory.stock_movements')).filter(({ reason }) => reason === 'sale');
      expect(sold.map(({ delta, value }) => [delta, value]).toSorted()).toEqual([
        [-0.755, -18_120],
        [-1, -6_001],
        [-1, -65_000],
      ]);
      const costs = (await rows('sales.transaction_items')).map((item) => [
        item.line_number,
        item.unit_cost,
        item.cost,
      ]);
      expect(costs.toSorted()).toEqual([
        [1, null, null],
        [2, 65_000, 65_000],
        [3, 6_001, 6_001],
        [4, 24_000, 18_120],
      ]);
    });

    it('posts one balanced entry, the cost of goods in it', async () => {
      expect(await journal(answer.ledgerEntryId)).toMatchObject([
        { code: '1101', debit: 138_400 },
        { code: '1121', debit: 100_000 },
        { code: '4102', credit: 62_000 },
        { code: '4101', credit: 145_670 },
        { code: '4104', credit: 10_384 },
        { code: '2112', credit: 6_510 },
        { code: '2111', credit: 13_860 },
        { code: '4202', debit: 24 },
        { code: '5101', debit: 89_121 },
        { code: '1141', credit: 89_121 },
      ]);
      expect(await rows('ledger.journal_entries')).toContainEqual(
        expect.objectContaining({ source_type: 'sale', source_id: id, effective_date: '2026-11-21' }),
      );
    });

    it('puts the cash into the drawer and the sale into the totals of the shift', async () => {
      expect(await rows('sales.drawer_movements')).toMatchObject([
        { kind: 'float', amount: 200_000 },
        { kind: 'sale', amount: 138_400, transaction_id: id },
      ]);
      expect(await rows('sales.shift_totals')).toMatchObject([
        { sales_count: 1, sales_total: 238_400, tax_total: 20_370, rounding_total: -24, expected_cash: 338_400 },
      ]);
      expect(await rows('sales.shift_tenders')).toMatchObject([
        { method: 'cash', count: 1, amount: 138_400 },
        { method: 'qris', count: 1, amount: 100_000 },
      ]);
    });

    it('takes the next receipt number, and the next place in the chain of the outlet', async () => {
      expect(await rows('sales.receipt_counters')).toMatchObject([{ outlet_id: shop.outletId, last_number: 1 }]);
      const events = (await rows('outbox.events')).filter(({ stream_id }) => stream_id === shop.outletId);
      expect(events.map(({ seq, type }) => [seq, type])).toEqual([
        [1, 'sales.shift-opened'],
        [2, 'sales.transaction-created'],
      ]);
      expect(events[1]).toMatchObject({
        prev_hash: events[0]!.hash,
        payload: { transactionId: id, receiptNumber: 'UJI1-20261121-000001', grandTotal: 238_400 },
        actor: { employeeId: shop.actor().employeeId, role: 'cashier' },
        correlation_id: 'test',
      });
    });

    it('keeps the answer under its key', async () => {
      expect((await rows('platform.idempotency_records')).map((row) => row.answer)).toContainEqual(answer);
    });
  });

  describe('asked for again', () => {
    it('under its key is answered byte for byte as before, and writes nothing', async () => {
      const key = newId();
      const first = await shop.sell({}, { key });
      const before = await fingerprint(owner);
      const again = await shop.sell({}, { key });
      expect(again.replayed).toBe(true);
      expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
      expect(await fingerprint(owner)).toEqual(before);
    });

    it('is still answered when its product is no longer sold and its shift is not open any more', async () => {
      const key = newId();
      const items = [shop.line('1 RAK-39')];
      const shiftId = await shop.openTill('UJI1', 'passing');
      const first = await shop.sell({ items, shiftId }, { key });
      await owner.query(`update catalog.products set active = false where business_id = $1 and sku = 'RAK-39'`, [
        shop.businessId,
      ]);
      await expect(shop.sell({ items, shiftId })).rejects.toMatchObject({ code: 'catalog.product-not-found' });
      await app.get(CloseShiftUseCase).execute(shop.actor(), { shiftId, countedCash: 205_000n }, newId());
      const again = await shop.sell({ items, shiftId }, { key });
      expect(again).toEqual({ body: first.body, replayed: true });
    });
  });

  it('takes a price of the manager’s, and the event shows it beside the catalog’s', async () => {
    const items = [shop.line('1 BERAS', { unitPrice: 70_000n })];
    const { body } = await shop.sell({ items }, { as: shop.actor('manager') });
    expect(body.items).toMatchObject([{ unitPrice: 70_000 }]);
    const event = (await rows('outbox.events')).find(
      (row) => (row.payload as CreatedTransaction).transactionId === body.transactionId,
    );
    expect(event).toMatchObject({
      payload: { items: [{ unitPrice: 70_000, listPrice: 74_500 }] },
      actor: { role: 'manager' },
    });
  });

  it('that costs nothing has no money in it, and is a sale nevertheless', async () => {
    const items = [shop.line('1 KOPI', { unitPrice: 0n })];
    const { body } = await shop.sell({ items, payments: [] }, { as: shop.actor('manager') });
    expect(body).toMatchObject({ grandTotal: 0, ledgerEntryId: null, payments: [] });
  });

  it('that happened yesterday has the number, the entry and the taxes of yesterday', async () => {
    const { body } = await shop.sell({ occurredAt: new Date('2026-11-20T16:59:59Z') });
    expect(body).toMatchObject({ businessDate: '2026-11-20', receiptNumber: 'UJI1-20261120-000001' });
  });
});
