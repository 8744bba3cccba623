import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import type { Screen } from '../support/screen';
import { ServedApp } from '../support/served-app';
import { type SaleItem, Till } from '../support/till';

/** One day at Kopi Senja in Kemang, as its people and their machines see it. The tests follow each other. */
describe('A day in a café', () => {
  let app: ServedApp;
  let outletId: string;
  let cashier: Client;
  let kitchen: Client;
  let manager: Client;
  let menu: Map<string, any>;
  let till: Till;
  let screen: Screen;
  const sales: any[] = [];

  beforeAll(async () => {
    app = await ServedApp.start();
  });
  afterAll(() => app?.stop());

  const item = (name: string, quantity = '1', more: Partial<SaleItem> = {}): SaleItem => ({
    productId: menu.get(name).id,
    quantity,
    ...more,
  });
  const choose = (product: string, ...names: string[]) =>
    menu
      .get(product)
      .modifierGroups.flatMap(({ modifiers }: any) => modifiers)
      .filter(({ name }: any) => names.includes(name))
      .map(({ id }: any) => ({ modifierId: id }));

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
    expect((await cashier.get('/auth/me')).body).toMatchObject({
      role: 'cashier',
      outletId,
      outletIds: expect.any(Array),
    });
  });

  it('shows the menu with variants and modifiers', async () => {
    const { body } = await cashier.get('/products', { outletId, limit: '200' });
    menu = new Map(body.data.map((product: any) => [product.name, product]));
    expect(menu.get('Es Kopi Senja')).toMatchObject({
      trackStock: false,
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
    expect((await cashier.get('/shifts/current', { outletId })).body).toMatchObject({
      id: till.shiftId,
      state: 'open',
    });
    expect((await cashier.post('/shifts', { outletId, openingCash: 0 })).body.code).toBe('sales.shift-already-open');
    screen = app.screen({ token: kitchen.token, after: 0 });
  });

  it('sells one coffee, which takes beans 20 g, milk 200 ml and sugar 10 g', async () => {
    const before = await onTheShelf();
    const sale = await sell({ items: [item('Kopi Susu')], payments: [{ method: 'cash', amount: 30_000 }] });
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
      expect(Object.fromEntries(used.map(([name, quantity]) => [name, quantity - after[name]!]))).toEqual({
        'Biji kopi': 20,
        Susu: 200,
        Gula: 10,
      });
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
    const byRole = await accountCodes();
    expect(lines(entry)).toEqual({
      [byRole.CASH_DRAWER!]: 28_875,
      [byRole.SALES_FNB!]: -25_000,
      [byRole.SERVICE_CHARGE!]: -1_250,
      [byRole.PBJT_PAYABLE!]: -2_625,
    });
    const { data } = (await manager.get('/ledger/journal-entries', { sourceId: sales[0].transactionId })).body;
    const recipe = data.find(({ sourceType }: any) => sourceType === 'recipe');
    expect(lines(recipe)).toEqual({ [byRole.COGS!]: 7_360, [byRole.INVENTORY_RAW!]: -7_360 }); // 20 × 180 + 200 × 18 + 10 × 16
  });

  it('shows what a sale would do, and does not do it', async () => {
    const dryRun = await till.sell(
      { items: [item('Air Mineral 600 ml', '2')], orderType: 'takeaway' },
      { query: { dryRun: 'true' }, key: null },
    );
    expect(dryRun).toMatchObject({
      status: 201,
      body: { dryRun: true, subtotal: 16_000, stockEffect: [{ quantityAfter: '98' }] },
    });
    const { journalPreview } = dryRun.body;
    expect(sum(journalPreview, 'debit')).toBe(sum(journalPreview, 'credit'));
    const { body } = await cashier.get('/pos/transactions', { outletId });
    expect(body.data).toHaveLength(1);
  });

  it('serves a guest with a card at a table: a choice of size, an extra shot, half the sugar', async () => {
    const [table] = (
      await app.owner.query(`select id from dining.tables where outlet_id = $1 and code = 'A3'`, [outletId])
    ).rows;
    const [sari] = (await app.owner.query(`select id from customers.customers where name = 'Sari Wulandari'`)).rows;
    const large = menu.get('Es Kopi Senja').variants[1];
    const sale = await sell({
      orderType: 'dine_in',
      tableId: table.id,
      customerId: sari.id,
      notes: 'ulang tahun',
      items: [
        item('Es Kopi Senja', '1', {
          variantId: large.id,
          modifiers: choose('Es Kopi Senja', 'Extra shot', 'Kurang manis'),
          notes: 'es sedikit',
        }),
        item('Pisang Goreng'),
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
      tableId: table.id,
      customerId: sari.id,
    });
    expect((await cashier.get(`/pos/transactions/${sale.transactionId}`)).body).toEqual(sale);
    await eventually(async () => {
      // 69,300 is one point of 50,000; Silver makes it 1.2, and only whole points count.
      expect(await pointsOf(sari.id)).toBe(1);
    });
  });

  it('asks for what must be chosen', async () => {
    const refused = await till.sell({ items: [item('Nasi Goreng Kampung')] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'sales.modifier-selection', minSelect: 1, chosen: 0 } });
    await sell({ items: [item('Nasi Goreng Kampung', '1', { modifiers: choose('Nasi Goreng Kampung', 'Pedas') })] });
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
    expect(screen.frames).toMatchObject(
      sales.map(({ transactionId }) => ({
        message: 'order:created',
        transactionId,
        orderId: expect.any(String),
        eventId: expect.any(String),
      })),
    );
    expect(screen.seqs()).toEqual(screen.seqs().toSorted((a, b) => a - b));
  });

  it('moves an order on, and every screen sees it', async () => {
    const { orderId } = screen.frames[1]!;
    for (const status of ['preparing', 'ready', 'served', 'completed']) {
      expect((await kitchen.put(`/orders/${orderId}/status`, { status })).body).toMatchObject({ id: orderId, status });
    }
    await eventually(() => expect(screen.frames).toHaveLength(7));
    expect(screen.frames.slice(3)).toMatchObject([
      { message: 'order:status_changed', orderId, previousStatus: 'pending', newStatus: 'preparing' },
      { message: 'order:status_changed', orderId, previousStatus: 'preparing', newStatus: 'ready' },
      { message: 'order:status_changed', orderId, previousStatus: 'ready', newStatus: 'served' },
      { message: 'order:status_changed', orderId, previousStatus: 'served', newStatus: 'completed' },
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
    expect((await till.sell({ items: [item('Kopi Susu')] })).body.code).toBe('sales.shift-not-open');
  });

  it('leaves books that balance and owe the city its tax', async () => {
    const { body } = await manager.get('/ledger/trial-balance');
    expect(body.totalDebit).toBe(body.totalCredit);
    const byRole = await accountCodes();
    const balance = (role: string) => body.accounts.find(({ code }: any) => code === byRole[role]).balance;
    expect(balance('PBJT_PAYABLE')).toBe(sum(sales, 'taxAmount'));
    expect(balance('SERVICE_CHARGE')).toBe(sum(sales, 'serviceCharge'));
    expect(balance('CARD_CLEARING')).toBe(69_300);
    await app.expectSoundBooks();
  });

  async function accountCodes(): Promise<Record<string, string>> {
    const { data } = (await manager.get('/ledger/accounts', { limit: '200' })).body;
    return Object.fromEntries(data.map(({ systemRole, code }: any) => [systemRole, code]));
  }

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
