import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ReceiptQuery } from '../../src/modules/sales/queries/receipt.query';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import { allowToOwe } from '../support/customer-credit';
import { shelf } from '../support/corner-shop';
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

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  undoing = new Undoing(shop, owner);
  await undoing.givePin();
  await allowToOwe(owner, shop, 10_000_000);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const rak = (place: number, quantity = 1) => shop.line(`${quantity} ${shelf(place)}`);
const sell = async (place: number, quantity = 1, more: Parameters<Shop['sell']>[0] = {}) =>
  (await shop.sell({ items: [rak(place, quantity)], ...more })).body;
const levelOf = async (place: number) => {
  const levels = await rowsOf(owner, shop.businessId, 'inventory.stock_levels');
  const id = shop.ids.product(shelf(place));
  return Number(levels.find((row) => row.stock_item_id === id && row.outlet_id === shop.outletId)!.quantity);
};
const cashIn = async () => {
  const totals = await rowsOf(owner, shop.businessId, 'sales.shift_totals');
  return Number(totals.find((row) => row.shift_id === shop.shiftId)!.expected_cash);
};

async function expectRefused(attempt: () => Promise<unknown>, code: string): Promise<void> {
  const before = await fingerprint(owner);
  await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
  expect(await fingerprint(owner)).toEqual(before);
}

describe('An exchange', () => {
  it('for the same price moves goods and no money', async () => {
    const sale = await sell(0, 1, { payments: [tender('qris', 5_250n)] });
    const before = [await levelOf(0), await levelOf(1), await cashIn()];
    const { body } = await undoing.exchange(sale, { items: [rak(1)], payments: [] });
    expect(body).toMatchObject({
      originalTransactionId: sale.transactionId,
      exchanged: sale.grandTotal,
      givenBack: 0,
      refund: { refundTotal: sale.grandTotal, payments: [{ method: 'exchange', amount: sale.grandTotal }] },
      sale: { payments: [{ method: 'exchange', amount: sale.grandTotal, reference: sale.receiptNumber }] },
    });
    expect([await levelOf(0), await levelOf(1), await cashIn()]).toEqual([before[0]! + 1, before[1]! - 1, before[2]]);
    const original = await app.get(TransactionsQuery).get(shop.actor('owner'), sale.transactionId);
    expect(original).toMatchObject({ status: 'refunded', refundedTotal: sale.grandTotal });
  });

  it('for something dearer takes the difference by the tenders of the new sale', async () => {
    const sale = await sell(0);
    const cash = await cashIn();
    const { body } = await undoing.exchange(sale, { items: [rak(1, 3)], payments: [tender('cash', 50_000n)] });
    const { grandTotal, change } = body.sale;
    expect(change).toBe(50_000 - (grandTotal - sale.grandTotal));
    expect(await cashIn()).toBe(cash + grandTotal - sale.grandTotal);
    const short = await sell(0);
    await expectRefused(
      () => undoing.exchange(short, { items: [rak(1, 3)], payments: [tender('qris', 100n)] }),
      'sales.payment-short',
    );
  });

  it('for something cheaper gives the rest back in cash, or as store credit, and its one receipt shows it all', async () => {
    const sari = shop.ids.customer('Sari');
    // Cash is rounded to 100, never to more than is left of the 15.800 that were paid.
    for (const [method, rest] of [
      ['cash', 10_500],
      ['store_credit', 10_550],
    ] as const) {
      const sale = await sell(0, 3);
      const cash = await cashIn();
      const taken = { items: [rak(1)], payments: [], customerId: sari };
      const { body } = await undoing.exchange(sale, taken, { quantity: '3', method });
      expect([body.exchanged, body.givenBack]).toEqual([body.sale.grandTotal, rest]);
      expect(await cashIn()).toBe(method === 'cash' ? cash - rest : cash);
      expect(body.refund.payments[1]).toMatchObject({ method, amount: rest });
      const form = { format: 'text', paper: '80' } as unknown as Parameters<ReceiptQuery['print']>[2];
      const text = (await app.get(ReceiptQuery).print(shop.actor(), body.sale.transactionId, form)).toString();
      expect(text).toMatch(new RegExp(`Ditukar dari struk +${sale.receiptNumber}`));
      expect(text).toContain('Barang 0');
      expect(text).toMatch(method === 'cash' ? /Dikembalikan Tunai/ : /Dikembalikan Saldo toko/);
    }
  });

  it('shrinks a debt first, and only what was paid pays for what is taken', async () => {
    const customerId = shop.ids.customer('Sari');
    const sale = await sell(0, 1, { customerId, dueDate: '2099-01-01', payments: [] });
    const { body } = await undoing.exchange(sale, { items: [rak(1)], payments: [tender('cash', 100_000n)] });
    expect(body).toMatchObject({ exchanged: 0, givenBack: 0, refund: { onAccount: sale.grandTotal } });
    expect(body.sale.payments).toMatchObject([{ method: 'cash' }]);
  });

  it('is answered again by its key, and done once', async () => {
    const sale = await sell(0);
    const key = newId();
    const first = await undoing.exchange(sale, { items: [rak(1)], payments: [] }, { key });
    const before = await fingerprint(owner);
    expect(await undoing.exchange(sale, { items: [rak(1)], payments: [] }, { key })).toEqual({
      ...first,
      replayed: true,
    });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('cannot be voided, nor go back the way it was paid, but what was taken can be refunded in cash', async () => {
    const sale = await sell(0);
    const { body } = await undoing.exchange(sale, { items: [rak(1)], payments: [] });
    await expectRefused(() => undoing.void(body.sale.transactionId), 'sales.transaction-exchanged');
    await expectRefused(() => undoing.refund(body.sale, { method: 'original' }), 'sales.no-original-tender');
    expect((await undoing.refund(body.sale)).body.refundTotal).toBe(5_200);
  });
});

describe('An exchange is refused, and leaves every table as it was,', () => {
  it('of more than was sold, of a voided sale, and of one elsewhere', async () => {
    const [sale, voided] = [await sell(0), await sell(0)];
    const taken = { items: [rak(1)] };
    await expectRefused(() => undoing.exchange(sale, taken, { quantity: '2' }), 'sales.refund-beyond-sold');
    await undoing.void(voided.transactionId);
    await expectRefused(() => undoing.exchange(voided, taken), 'sales.transaction-voided');
    const shiftId = await shop.openTill('UJI2', 'other');
    const outletId = shop.ids.outlet('UJI2');
    await expectRefused(() => undoing.exchange(sale, { ...taken, shiftId, outletId }), 'sales.shift-not-found');
  });

  it('for more than is on the shelf, although the returns were taken by then', async () => {
    const sale = await sell(0);
    const taken = { items: [rak(1, 100_000)], payments: [tender('cash', 1_000_000_000n)] };
    await expectRefused(() => undoing.exchange(sale, taken), 'inventory.insufficient-stock');
  });

  it('without an approval above the limit of the drawer, by whoever may not refund', async () => {
    const sale = await sell(0);
    await owner.query(
      `insert into sales.drawer_limits (business_id, outlet_id, unapproved_max, version) values ($1, $2, 0, 1)
       on conflict (business_id, outlet_id) do update set unapproved_max = 0`,
      [shop.businessId, shop.outletId],
    );
    const taken = { items: [rak(1)], payments: [] };
    await expectRefused(() => undoing.exchange(sale, taken, { as: shop.actor() }), 'auth.approval-required');
    const approval = await undoing.approve('sale.refund', sale.transactionId);
    const { body } = await undoing.exchange(sale, taken, { as: shop.actor(), approval });
    expect(body.refund.approvedBy).toBe(shop.ids.employee('manager@uji.test'));
  });
});

describe('At once', () => {
  it('of ten exchanges of the same item one wins', async () => {
    const sale = await sell(0);
    const attempts = Array.from({ length: 10 }, () => undoing.exchange(sale, { items: [rak(1)], payments: [] }));
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of settled) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'sales.refund-beyond-sold' });
    }
  });

  it('exchanges of each for the other, and sales of both, do not wait for each other in a circle', async () => {
    const sales = await Promise.all(Array.from({ length: 12 }, (_, place) => sell(place % 2)));
    const { rows: before } = await owner.query(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    await Promise.all([
      ...sales.map((sale, place) => undoing.exchange(sale, { items: [rak((place + 1) % 2)], payments: [] })),
      ...Array.from({ length: 6 }, (_, place) => shop.sell({ items: [rak(place % 2), rak((place + 1) % 2)] })),
    ]);
    const { rows: after } = await owner.query(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    expect(after).toEqual(before);
  });
});
