import type { Client, Reply } from '../support/client';
import { ServedApp } from '../support/served-app';
import { type SaleBody, Till } from '../support/till';

/** One day at Toko Maju in Dago: barcodes, scales, and PPN inside the price on the shelf. The tests follow each other. */
describe('A day in a minimarket', () => {
  let app: ServedApp;
  let outletId: string;
  let cashier: Client;
  let manager: Client;
  let till: Till;

  beforeAll(async () => {
    app = await ServedApp.start();
    [cashier, manager] = await Promise.all([app.logIn('cashier@tokomaju.test'), app.logIn('manager@tokomaju.test')]);
    // The only outlet is chosen at log-in without being named.
    outletId = (await cashier.get('/auth/me')).body.outletId;
    till = await Till.open(cashier, { outletId, openingCash: 500_000 });
  });
  afterAll(() => app?.stop());

  async function scan(barcode: string): Promise<any> {
    const { body } = await cashier.get('/products', { barcode, outletId });
    expect(body.data).toHaveLength(1);
    return body.data[0];
  }

  /** What the scanner reads, and how much of it. */
  async function basket(goods: Record<string, string>): Promise<SaleBody['items']> {
    const found = await Promise.all(Object.keys(goods).map(scan));
    return Object.entries(goods).map(([barcode, quantity], place) => {
      const { id, variants } = found[place];
      const variant = variants.find((one: any) => one.barcode === barcode);
      return { productId: id, quantity, ...(variant && { variantId: variant.id }) };
    });
  }

  const sold = ({ status, body, text }: Reply) => {
    expect([status, text]).toEqual([201, expect.anything()]);
    return body;
  };

  async function stockOf(barcode: string): Promise<string> {
    const { id } = await scan(barcode);
    const { body } = await cashier.get('/inventory/stock-levels', { outletId, productId: id });
    return body.data[0].quantity;
  }

  const OIL = '8999900001076';
  const NOODLES = '8999900001212';
  const DETERGENT_800 = '8999900001847';
  const RICE = '8999900001007';
  const BATTERIES = '8999900001779';
  const APPLES = '2000001000007';

  it('finds goods and their variants by barcode', async () => {
    expect(await scan(OIL)).toMatchObject({ sku: 'TM-MINYAK-1', price: 18_500, trackStock: true, quantityDecimals: 0 });
    expect(await scan(APPLES)).toMatchObject({ uom: 'kg', quantityDecimals: 3 });
    expect((await scan(DETERGENT_800)).variants.map(({ barcode }: any) => barcode)).toContain(DETERGENT_800);
    expect((await cashier.get('/products', { barcode: '0000000000000' })).body.data).toEqual([]);
  });

  /** PPN 12 % of 11/12 of the price before tax, taken out of the shelf price of all taxed goods together. */
  it.each([
    ['a bottle of oil', { [OIL]: '1' }, { subtotal: 16_667, taxAmount: 1_833, grandTotal: 18_500 }],
    ['three packets of noodles', { [NOODLES]: '3' }, { subtotal: 9_459, taxAmount: 1_041, grandTotal: 10_500 }],
    [
      'both: less than the sum of both',
      { [OIL]: '1', [NOODLES]: '3' },
      { subtotal: 26_126, taxAmount: 2_874, grandTotal: 29_000 },
    ],
    ['rice, which is exempt', { [RICE]: '2' }, { subtotal: 149_000, taxAmount: 0, grandTotal: 149_000 }],
    ['a variant', { [DETERGENT_800]: '1' }, { subtotal: 17_568, taxAmount: 1_932, grandTotal: 19_500 }],
    ['1.235 kg of apples', { [APPLES]: '1.235' }, { subtotal: 41_990, taxAmount: 0, grandTotal: 41_990 }],
    [
      'a taxed and an exempt thing',
      { [OIL]: '2', [APPLES]: '0.5' },
      { subtotal: 50_333, taxAmount: 3_667, grandTotal: 54_000 },
    ],
  ])('sells %s', async (_, goods, amounts) => {
    const sale = sold(await till.sell({ items: await basket(goods), payments: [{ method: 'cash', amount: 200_000 }] }));
    expect(sale).toMatchObject({ ...amounts, serviceCharge: 0, rounding: 0, change: 200_000 - amounts.grandTotal });
    for (const fact of ['subtotal', 'taxAmount'] as const) {
      expect(sale.items.reduce((total: number, item: any) => total + item[fact], 0)).toBe(amounts[fact]);
    }
  });

  it('weighs to the gram, and sells no half packets', async () => {
    const before = Number(await stockOf(APPLES));
    sold(await till.sell({ items: await basket({ [APPLES]: '0.125' }) }));
    expect(Number(await stockOf(APPLES))).toBeCloseTo(before - 0.125, 4);
    for (const goods of [{ [APPLES]: '0.1255' }, { [NOODLES]: '0.5' }] as Record<string, string>[]) {
      const refused = await till.sell({ items: await basket(goods) });
      expect(refused).toMatchObject({ status: 422, body: { code: 'sales.quantity-too-fine' } });
    }
  });

  it('splits a bill between QRIS and cash, and gives change out of the cash', async () => {
    const sale = sold(
      await till.sell({
        items: await basket({ [OIL]: '1', [APPLES]: '1.25' }),
        payments: [
          { method: 'qris', amount: 40_000 },
          { method: 'cash', amount: 50_000 },
        ],
      }),
    );
    expect(sale).toMatchObject({ grandTotal: 61_000, paid: 90_000, change: 29_000 });
    expect(sale.payments).toMatchObject([
      { method: 'qris', amount: 40_000, change: 0 },
      { method: 'cash', amount: 50_000, change: 29_000 },
    ]);

    const { lines } = (await manager.get(`/ledger/journal-entries/${sale.ledgerEntryId}`)).body;
    const booked = Object.fromEntries(lines.map(({ name, debit, credit }: any) => [name, debit - credit]));
    expect(Object.values(booked).reduce((total: number, amount) => total + (amount as number), 0)).toBe(0);
    expect(Object.values(booked).toSorted((a, b) => (a as number) - (b as number))).toEqual([
      -59_167, // revenue before tax: 16,667 and 42,500
      -45_800, // off the shelf
      -1_833, // PPN owed
      21_000, // into the drawer
      40_000, // QRIS
      45_800, // cost of goods: 15,800 and 1.25 × 24,000
    ]);
  });

  it.each([
    ['too little', [{ method: 'cash', amount: 18_499 }], 'sales.payment-short'],
    ['nothing', [], 'sales.payment-short'],
    ['more than it costs by QRIS', [{ method: 'qris', amount: 18_501 }], 'sales.change-beyond-cash'],
  ])('takes no bill that is paid with %s', async (_, payments, code) => {
    const refused = await till.sell({ items: await basket({ [OIL]: '1' }), payments });
    expect(refused).toMatchObject({ status: 422, body: { code } });
  });

  it('sells out, and says what is short', async () => {
    expect(await stockOf(BATTERIES)).toBe('10');
    const items = (quantity: string) => basket({ [OIL]: '1', [BATTERIES]: quantity });
    const oil = await stockOf(OIL);
    const { id } = await scan(BATTERIES);

    const tooMany = await till.sell({ items: await items('11') });
    expect(tooMany).toMatchObject({ status: 409, body: { code: 'inventory.insufficient-stock' } });
    expect(tooMany.body.items).toEqual([
      { productId: id, variantId: null, name: 'Baterai AA isi 2', requested: '11', available: '10' },
    ]);
    sold(await till.sell({ items: await items('10') }));
    expect(await stockOf(BATTERIES)).toBe('0');
    expect((await till.sell({ items: await items('1') })).status).toBe(409);
    expect(await stockOf(OIL)).toBe(String(Number(oil) - 1)); // nothing of a refused basket left the shelf
  });

  it('reads its sales of the day, page by page, and closes', async () => {
    const seen: any[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: Reply = await manager.get('/pos/transactions', {
        outletId,
        limit: '4',
        ...(cursor && { cursor }),
      });
      seen.push(...body.data);
      cursor = body.page.nextCursor;
    }
    expect(seen.map(({ receiptNumber }) => Number(receiptNumber.slice(-6)))).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const total = seen.reduce((sum, { grandTotal }) => sum + grandTotal, 0);
    const cash = total - 40_000;
    expect(await till.close(500_000 + cash)).toMatchObject({
      body: { expectedCash: 500_000 + cash, over: 0, short: 0 },
    });

    const { body } = await manager.get('/ledger/trial-balance');
    expect(body.totalDebit).toBe(body.totalCredit);
    await app.expectSoundBooks();
  });
});
