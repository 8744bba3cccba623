import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ReceiptQuery } from '../../src/modules/sales/queries/receipt.query';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import { CalculateCartUseCase } from '../../src/modules/sales/use-cases/calculate-cart.use-case';
import { HoldBillUseCase } from '../../src/modules/sales/use-cases/hold-bill.use-case';
import { RefundTransactionUseCase } from '../../src/modules/sales/use-cases/refund-transaction.use-case';
import { VoidTransactionUseCase } from '../../src/modules/sales/use-cases/void-transaction.use-case';
import { OfflineShop } from '../support/offline-shop';
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

describe.each(WRITERS)('A combo sold by the %s writer', (writer) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await Shop.open(app, owner, { writer });
    await owner.query('update identity.outlets set service_charge_bps = 0 where business_id = $1', [shop.businessId]);
  });

  const rows = (table: string) => rowsOf(owner, shop.businessId, table);
  const levelOf = async (stockItemId: string) =>
    (await rows('inventory.stock_levels')).find(
      (row) => row.stock_item_id === stockItemId && row.outlet_id === shop.outletId,
    )?.quantity;
  const morning = () => [shop.choose('Minum', 'KOPI', 'Extra shot'), shop.choose('Bawa pulang', 'SABUN')];
  const combos = (quantity: number, choices = morning()) => shop.line(`${quantity} PAKET`, { choices });

  // 40.000 over coffee of 25.000 and soap of 11.100: 27.701 and 12.299; the shot is 6.000 more.
  it('leaves as what was chosen: from its shelves, to its accounts, under its taxes, at its share of the price', async () => {
    const { body } = await shop.sell({ items: [combos(2)] });
    const combo = { itemNumber: 1, productId: shop.ids.product('PAKET'), name: 'Paket Pagi' };
    expect(body.items).toMatchObject([
      { name: 'Kopi Susu', quantity: '2', unitPrice: 27_701, subtotal: 67_402, taxAmount: 6_740, combo },
      { name: 'Sabun', quantity: '2', unitPrice: 12_299, total: 24_598, combo },
    ]);
    expect(body.subtotal - body.items[1]!.subtotal).toBe(67_402);
    expect(await levelOf(shop.ids.product('SABUN'))).toBe(48);
    expect((await rows('inventory.stock_movements')).filter(({ reason }) => reason === 'sale')).toHaveLength(1);
    const [entry] = (
      await owner.query('select ledger.entry_lines($1, $2) as lines', [shop.businessId, body.ledgerEntryId])
    ).rows;
    expect(entry.lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ credit: 67_402 }),
        expect.objectContaining({ credit: body.items[1]!.subtotal }),
        expect.objectContaining({ debit: 12_002 }),
      ]),
    );
    expect(await rows('sales.item_combos')).toMatchObject([
      { item_number: 1, name: 'Paket Pagi', uom: 'pcs' },
      { item_number: 1, name: 'Paket Pagi', uom: 'pcs' },
    ]);
    const told = (await rows('outbox.events')).find(({ type }) => type === 'sales.transaction-created');
    expect(told).toMatchObject({
      payload: {
        items: [
          { station: 'bar', combo, modifiers: [{ name: 'Extra shot' }] },
          { station: null, combo },
        ],
      },
    });
  });

  it('is shown as it was sold, also beside the same goods that are in none', async () => {
    const items = [shop.line('1 KOPI'), combos(1), combos(1, [shop.choose('Minum', 'KOPI')])];
    const { body } = await shop.sell({ items, payments: [tender('cash', 200_000n)] });
    expect(body.items.map(({ name, combo }) => [name, combo?.itemNumber])).toEqual([
      ['Kopi Susu', undefined],
      ['Kopi Susu', 2],
      ['Sabun', 2],
      ['Kopi Susu', 3],
    ]);
    const view = await app.get(TransactionsQuery).get(shop.actor(), body.transactionId);
    expect(view.items.map(({ combo }) => combo)).toEqual(body.items.map(({ combo }) => combo));
  });

  it('stands on the receipt as one, with what was chosen', async () => {
    const discount = { off: { kind: 'fixed' as const, amount: 5_000n }, reason: 'Langganan' };
    const items = [{ ...combos(2), discount }, shop.line('1 SABUN')];
    const { body } = await shop.sell({ items, payments: [tender('cash', 200_000n)] }, { as: shop.actor('manager') });
    const form = { format: 'text', paper: 80, copy: false } as const;
    const text = (await app.get(ReceiptQuery).print(shop.actor(), body.transactionId, form)).toString();
    const lines = text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
    const at = lines.indexOf('Paket Pagi');
    expect(lines.slice(at, at + 6)).toEqual([
      'Paket Pagi',
      '- Kopi Susu',
      '+ Extra shot (6.000)',
      '- Sabun',
      '2 pcs x 46.000 | 92.000',
      'Langganan | -5.000',
    ]);
    expect(lines[at + 6]).toBe('Sabun');
  });

  it('is calculated as it is sold, with the reason of each share', async () => {
    const items = [combos(1, [shop.choose('Minum', 'KOPI'), shop.choose('Bawa pulang', 'KAOS-L')])];
    const priced = await app.get(CalculateCartUseCase).execute(shop.actor(), shop.command({ items }));
    const { body } = await shop.sell({ items, payments: [tender('qris', BigInt(priced.total))] });
    expect(priced.items).toMatchObject([
      { unitPrice: body.items[0]!.unitPrice, combo: { unitPrice: 40_000, listPrice: 40_000, upcharge: 0 } },
      { unitPrice: body.items[1]!.unitPrice, name: 'Kaos L', combo: { itemNumber: 1, upcharge: 99_000 } },
    ]);
    expect(body.items.reduce((total, { unitPrice }) => total + unitPrice, 0)).toBe(139_000);
  });

  it('comes back in parts or not at all: its goods to their shelves, and what was paid for them', async () => {
    const { body } = await shop.sell({ items: [combos(2)] });
    const soap = body.items[1]!;
    const refund = await app.get(RefundTransactionUseCase).execute(
      shop.actor('manager'),
      {
        transactionId: body.transactionId,
        items: [{ itemId: soap.itemId, quantity: 10_000n, restock: true }],
        method: 'cash',
        shiftId: shop.shiftId,
        customerId: null,
        reason: 'penyok',
      },
      newId(),
    );
    expect(refund.body).toMatchObject({ refundTotal: 12_300 });
    expect(await levelOf(shop.ids.product('SABUN'))).toBe(49);
    const other = await shop.sell({ items: [combos(1)] });
    await app
      .get(VoidTransactionUseCase)
      .execute(shop.actor('manager'), { transactionId: other.body.transactionId, reason: 'salah' }, newId());
    expect(await levelOf(shop.ids.product('SABUN'))).toBe(49);
  });

  it('can be held, and is refused there and at the till where it offers something else', async () => {
    const before = await fingerprint(owner);
    const bad = [combos(1, [shop.choose('Bawa pulang', 'SABUN')])];
    await expect(shop.sell({ items: bad })).rejects.toMatchObject({ code: 'sales.combo-selection' });
    const bill = {
      outletId: shop.outletId,
      name: null,
      tableId: null,
      customerId: null,
      cart: {},
      expiresInMinutes: 9,
    };
    const hold = (items: typeof bad) => app.get(HoldBillUseCase).execute(shop.actor(), { ...bill, items }, newId());
    await expect(hold(bad)).rejects.toMatchObject({ code: 'sales.combo-selection' });
    expect(await fingerprint(owner)).toEqual(before);
    expect((await hold([combos(1)])).body).toMatchObject({ state: 'held' });
  });

  it('is sold as it is offered now, also by a process that knew it otherwise', async () => {
    await shop.sell({ items: [combos(1)] });
    await owner.query(
      `update catalog.combo_choices set upcharge = 2500
        where business_id = $1 and product_id = $2`,
      [shop.businessId, shop.ids.product('KOPI')],
    );
    const { body } = await shop.sell({ items: [combos(1)] });
    expect(body.items.map(({ unitPrice }) => unitPrice)).toEqual([30_201, 12_299]);
    await owner.query(`delete from catalog.combo_choices where business_id = $1 and product_id = $2`, [
      shop.businessId,
      shop.ids.product('SABUN'),
    ]);
    await expect(shop.sell({ items: [combos(1)] })).rejects.toMatchObject({ code: 'catalog.combo-choice-not-found' });
  });

  describe('at a till that was offline', () => {
    let offline: OfflineShop;

    beforeEach(async () => {
      offline = await OfflineShop.enroll(shop, owner);
    });

    const told = (choices: object[], more = {}) =>
      offline.tell('sale', offline.sale({ items: [offline.item('PAKET', { choices, ...more })] }));

    it('is booked as what was chosen', async () => {
      const { status, answer, exceptions } = await told(morning());
      expect([status, exceptions]).toEqual(['applied', {}]);
      expect(answer.items).toMatchObject([{ name: 'Kopi Susu' }, { name: 'Sabun', combo: { name: 'Paket Pagi' } }]);
    });

    it('is booked at what it took, upcharges and all', async () => {
      const choices = [shop.choose('Minum', 'KOPI'), shop.choose('Bawa pulang', 'KAOS-L')];
      const item = offline.item('PAKET', { choices, unitPrice: 30_000 });
      const sale = offline.sale({ items: [item], payments: [{ method: 'cash', amount: 150_000 }] });
      const { status, answer, exceptions } = await offline.tell('sale', sale);
      expect(status).toBe('applied');
      expect(answer.items.map(({ unitPrice }: { unitPrice: number }) => unitPrice)).toEqual([5_099, 123_901]);
      expect(Object.keys(exceptions)).toEqual(['price-drift']);
    });

    it('is booked as it was chosen where nobody offers that any more, and somebody is told', async () => {
      const choices = [
        { slotId: newId(), productId: shop.ids.product('BERAS') },
        { ...shop.choose('Minum', 'SABUN'), modifiers: [{ modifierId: newId(), quantity: 1 }] },
      ];
      const { status, answer, exceptions } = await told(choices, { unitPrice: 50_000 });
      expect(status).toBe('applied');
      expect(answer.items).toMatchObject([{ name: 'Sabun' }, { name: 'Beras' }]);
      expect(exceptions['unknown-product'].items).toMatchObject([
        { name: 'Paket Pagi', choices: [{ productId: shop.ids.product('BERAS') }, { variantId: null }] },
      ]);
      expect(await levelOf(shop.ids.product('BERAS'))).toBe(99);
    });

    it('is booked under its own name where nobody knows what was chosen', async () => {
      const { status, answer, exceptions } = await told([{ slotId: newId(), productId: newId() }], {
        name: 'Paket Lama',
        unitPrice: 45_000,
      });
      expect(status).toBe('applied');
      expect(answer.items).toMatchObject([{ name: 'Paket Lama', total: 45_000, combo: null }]);
      expect(Object.keys(exceptions)).toEqual(['unknown-product']);
    });
  });
});
