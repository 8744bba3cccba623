import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { accountCode } from '../support/account-codes';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { Menu } from '../support/menu';
import type { Screen } from '../support/screen';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

/** One day at Kopi Senja in Kemang, as its people and their machines see it. The tests follow each other. */
describe('A day in a café', () => {
  let app: ServedApp;
  let outletId: string;
  let cashier: Client;
  let kitchen: Client;
  let manager: Client;
  let menu: Menu;
  let till: Till;
  let screen: Screen;
  const sales: any[] = [];

  beforeAll(async () => {
    app = await ServedApp.start();
  });
  afterAll(() => app?.stop());

  async function sell(...sale: Parameters<Till['sell']>): Promise<any> {
    const { status, body, text } = await till.sell(...sale);
    expect([status, text]).toEqual([201, expect.anything()]);
    sales.push(body);
    return body;
  }

  async function onTheShelf(): Promise<Record<string, number>> {
    const { body } = await manager.get('/inventory/stock-levels', { outletId, kind: 'ingredient' });
    return Object.fromEntries(body.data.map(({ name, quantity }: any) => [name, Number(quantity)]));
  }

  it('begins with log-ins', async () => {
    const owner = await app.logIn('owner@kopisenja.test');
    const { body } = await owner.get('/outlets');
    expect(body.data).toMatchObject([
      { code: 'JKT1', timeZone: 'Asia/Jakarta', serviceChargeBps: 500 },
      { code: 'MKS1', timeZone: 'Asia/Makassar', serviceChargeBps: 500 },
    ]);
    outletId = body.data[0].id;

    [cashier, kitchen, manager] = (await Promise.all(
      ['cashier', 'kitchen', 'manager'].map((name) => app.logIn(`${name}@kopisenja.test`, outletId)),
    )) as [Client, Client, Client];
    expect((await cashier.get('/auth/me')).body).toMatchObject({ role: 'cashier', outletId });
  });

  it('shows the menu with variants and modifiers', async () => {
    menu = await Menu.read(cashier, outletId);
    expect(menu.get('Es Kopi Senja')).toMatchObject({
      station: 'bar',
      variants: [
        { name: 'Regular', price: 28_000 },
        { name: 'Large', price: 34_000 },
      ],
      modifierGroups: [{ name: 'Tingkat gula' }, { name: 'Tambahan kopi', minSelect: 0, maxSelect: 3 }],
    });
    expect((await cashier.get('/products', { search: 'kopi su' })).body.data).toEqual([menu.get('Kopi Susu')]);
    expect((await cashier.get(`/products/${menu.get('Kopi Susu').id}`)).body).toEqual(menu.get('Kopi Susu'));
  });

  it('opens the till with its float, and the screen in the kitchen', async () => {
    expect((await cashier.get('/shifts/current', { outletId })).body.code).toBe('sales.no-open-shift');
    till = await Till.open(cashier, { outletId, openingCash: 200_000 });
    const current = await cashier.get('/shifts/current', { outletId });
    expect(current.body).toMatchObject({ id: till.shiftId, state: 'open' });
    expect((await cashier.post('/shifts', { outletId, openingCash: 0 })).body.code).toBe('sales.shift-already-open');
    screen = app.screen({ token: kitchen.token, after: 0 });
  });

  it('sells one coffee, which takes beans 20 g, milk 200 ml and sugar 10 g', async () => {
    const before = await onTheShelf();
    const sale = await sell({ items: [menu.item('Kopi Susu')], payments: [{ method: 'cash', amount: 30_000 }] });
    expect(sale).toMatchObject({
      subtotal: 25_000,
      serviceCharge: 1_250,
      taxAmount: 2_625, // PBJT on the service charge too
      rounding: 0,
      grandTotal: 28_875,
      paid: 30_000,
      change: 1_125,
      syncStatus: 'synced',
    });
    await eventually(async () => {
      const after = await onTheShelf();
      const used = Object.entries(before).filter(([name, quantity]) => after[name] !== quantity);
      const amounts = used.map(([name, quantity]) => [name, quantity - after[name]!]);
      expect(Object.fromEntries(amounts)).toEqual({ 'Biji kopi': 20, Susu: 200, Gula: 10 });
    });
  });

  it('numbers its receipts from 1 on the day of its zone', () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date(sales[0].occurredAt));
    expect(sales[0].businessDate).toBe(today);
    expect(sales[0].receiptNumber).toBe(`JKT1-${today.replaceAll('-', '')}-000001`);
  });

  it('books the coffee, and what it was made of', async () => {
    const entry = (await manager.get(`/ledger/journal-entries/${sales[0].ledgerEntryId}`)).body;
    const lines = (of: any) =>
      Object.fromEntries(of.lines.map(({ code, debit, credit }: any) => [code, debit - credit]));
    expect(entry).toMatchObject({ sourceType: 'sale', sourceId: sales[0].transactionId, outletId });
    expect(lines(entry)).toEqual({
      [accountCode('CASH_DRAWER')]: 28_875,
      [accountCode('SALES_FNB')]: -25_000,
      [accountCode('SERVICE_CHARGE')]: -1_250,
      [accountCode('PBJT_PAYABLE')]: -2_625,
    });
    const { data } = (await manager.get('/ledger/journal-entries', { sourceId: sales[0].transactionId })).body;
    const recipe = data.find(({ sourceType }: any) => sourceType === 'recipe');
    expect(lines(recipe)).toEqual({ [accountCode('COGS')]: 7_360, [accountCode('INVENTORY_RAW')]: -7_360 }); // 20 × 180 + 200 × 18 + 10 × 16
  });

  it('shows what a sale would do, and does not do it', async () => {
    const dryRun = await till.sell(
      { items: [menu.item('Air Mineral 600 ml', '2')], orderType: 'takeaway' },
      { query: { dryRun: 'true' }, key: null },
    );
    const effect = { dryRun: true, subtotal: 16_000, stockEffect: [{ quantityAfter: '98' }] };
    expect(dryRun).toMatchObject({ status: 201, body: effect });
    const { journalPreview } = dryRun.body;
    expect(sum(journalPreview, 'debit')).toBe(sum(journalPreview, 'credit'));
    expect((await cashier.get('/pos/transactions', { outletId })).body.data).toHaveLength(1);
  });

  it('serves a guest with a card at a table: a choice of size, an extra shot, half the sugar', async () => {
    const [tableId, customerId] = [KOPI_SENJA.tables.jkt1A1, KOPI_SENJA.customers.silver];
    const large = menu.get('Es Kopi Senja').variants[1];
    const sale = await sell({
      orderType: 'dine_in',
      tableId,
      customerId,
      notes: 'ulang tahun',
      items: [
        menu.item('Es Kopi Senja', '1', {
          variantId: large.id,
          modifiers: menu.choose('Es Kopi Senja', 'Extra shot', 'Kurang manis'),
          notes: 'es sedikit',
        }),
        menu.item('Pisang Goreng'),
      ],
      payments: [{ method: 'card', amount: 69_300 }],
    });
    expect(sale).toMatchObject({
      receiptNumber: sales[0].receiptNumber.replace(/1$/, '2'),
      subtotal: 60_000, // 34,000 + 6,000, and 20,000
      serviceCharge: 3_000,
      taxAmount: 6_300,
      grandTotal: 69_300,
      change: 0,
      tableId,
      customerId,
    });
    expect((await cashier.get(`/pos/transactions/${sale.transactionId}`)).body).toEqual(sale);
    // 69,300 is one point of 50,000; Silver makes it 1.2, and only whole points count.
    await eventually(async () => expect(await pointsOf(customerId)).toBe(1));
  });

  it('asks for what must be chosen', async () => {
    const refused = await till.sell({ items: [menu.item('Nasi Goreng Kampung')] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'sales.modifier-selection', minSelect: 1, chosen: 0 } });
    const modifiers = menu.choose('Nasi Goreng Kampung', 'Pedas');
    await sell({ items: [menu.item('Nasi Goreng Kampung', '1', { modifiers })] });
  });

  it('sends the kitchen its orders, over REST and to its screen', async () => {
    const orders = await eventually(async () => {
      const { data } = (await kitchen.get('/kds/orders', { outletId })).body;
      expect(data.map(({ transactionId }: any) => transactionId)).toEqual(sales.map((sale) => sale.transactionId));
      return data;
    });
    expect(orders[1]).toMatchObject({
      orderNumber: '002',
      orderType: 'dine_in',
      status: 'pending',
      notes: 'ulang tahun',
      items: [
        { quantity: '1', station: 'bar', notes: 'es sedikit', modifiers: expect.any(Array) },
        { name: 'Pisang Goreng', station: 'kitchen' },
      ],
    });
    expect(orders[1].items[0].modifiers.map(({ name }: any) => name).sort()).toEqual(['Extra shot', 'Kurang manis']);
    expect((await kitchen.get('/kds/orders', { outletId, station: 'kitchen' })).body.data).toHaveLength(2);

    await eventually(() => expect(screen.frames).toHaveLength(3));
    const created = { message: 'order:created', orderId: expect.any(String), eventId: expect.any(String) };
    expect(screen.frames).toMatchObject(sales.map(({ transactionId }) => ({ ...created, transactionId })));
    expect(screen.seqs()).toEqual(screen.seqs().toSorted((a, b) => a - b));
  });

  it('moves an order on, and every screen sees it', async () => {
    const { orderId } = screen.frames[1]!;
    for (const status of ['preparing', 'ready', 'served', 'completed']) {
      expect((await kitchen.put(`/orders/${orderId}/status`, { status })).body).toMatchObject({ id: orderId, status });
    }
    await eventually(() => expect(screen.frames).toHaveLength(7));
    const changed = { message: 'order:status_changed', orderId };
    expect(screen.frames.slice(3)).toMatchObject([
      { ...changed, previousStatus: 'pending', newStatus: 'preparing' },
      { ...changed, previousStatus: 'preparing', newStatus: 'ready' },
      { ...changed, previousStatus: 'ready', newStatus: 'served' },
      { ...changed, previousStatus: 'served', newStatus: 'completed' },
    ]);

    const latecomer = app.screen({ token: kitchen.token, after: screen.seqs()[2] });
    await eventually(() => expect(latecomer.frames).toEqual(screen.frames.slice(3)));
  });

  it('ends with a drawer that holds the float and the cash of the day', async () => {
    const cash = sum(
      sales.filter(({ payments }) => payments[0].method === 'cash'),
      'grandTotal',
    );
    const counted = 200_000 + cash - 500;
    expect(await till.close(counted)).toMatchObject({
      status: 200,
      body: { state: 'closed', expectedCash: 200_000 + cash, countedCash: counted, short: 500, over: 0 },
    });
    expect((await till.sell({ items: [menu.item('Kopi Susu')] })).body.code).toBe('sales.shift-not-open');
  });

  it('leaves books that balance and owe the city its tax', async () => {
    const { body } = await manager.get('/ledger/trial-balance');
    expect(body.totalDebit).toBe(body.totalCredit);
    const balance = (role: string) => body.accounts.find(({ code }: any) => code === accountCode(role)).balance;
    expect(balance('PBJT_PAYABLE')).toBe(sum(sales, 'taxAmount'));
    expect(balance('SERVICE_CHARGE')).toBe(sum(sales, 'serviceCharge'));
    expect(balance('CARD_CLEARING')).toBe(69_300);
    await app.expectSoundBooks();
  });

  async function pointsOf(customerId: string): Promise<number> {
    const { rows } = await app.owner.query(
      'select coalesce(sum(points), -1) as points from customers.loyalty_entries where customer_id = $1',
      [customerId],
    );
    return Number(rows[0].points);
  }
});

function sum(rows: any[], fact: string): number {
  return rows.reduce((total, row) => total + row[fact], 0);
}
