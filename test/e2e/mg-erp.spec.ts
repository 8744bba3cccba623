import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import type { Client, Sending } from '../support/client';
import { Menu } from '../support/menu';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

const outletId = KOPI_SENJA.outlets.jkt1;
let app: ServedApp;
let cashier: Client;
let menu: Menu;
let refusals: Refusals;

beforeAll(async () => {
  app = await ServedApp.start();
  cashier = await app.logIn('cashier@kopisenja.test', outletId);
  menu = await Menu.read(cashier, outletId);
  await Till.open(cashier, { outletId });
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

const item = (name: string, more: object = {}) => ({ product_id: menu.item(name).productId, quantity: 2, ...more });
const sell = (body: object = {}, sending: Sending = {}, as = cashier) =>
  as.post('/sales/', { items: [item('Kopi Susu')], payment_method: 'cash', ...body }, { key: null, ...sending });
const list = (query: Record<string, string> = {}, as = cashier) => as.get('/pos/local/sales', query);

describe("mg-erp's client", () => {
  it('sells with what its document says: items and a payment method, and pays exactly what is due', async () => {
    const { status, body } = await sell();
    expect(status).toBe(201);
    const { data } = (await cashier.get('/pos/transactions', { outletId, limit: '1' })).body;
    const [sale] = data;
    expect(body).toMatchObject({
      id: sale.transactionId,
      sale_number: sale.receiptNumber,
      total_amount: sale.grandTotal,
      tendered_amount: sale.grandTotal,
      change_amount: 0,
      payment_method: 'cash',
      status: 'synced',
      sync_status: 'synced',
      ledger_entry_id: sale.ledgerEntryId,
      cashier_id: KOPI_SENJA.employees.cashier,
      items: [{ product_id: menu.item('Kopi Susu').productId, sku: 'KS-KOPI-SUSU', name: 'Kopi Susu', quantity: 2 }],
    });
    const { subtotal, discount_amount, tax_amount, items } = body;
    expect(items[0].line_total).toBeGreaterThan(subtotal - discount_amount);
    expect(tax_amount).toBe(items[0].tax);
  });

  it('finds it again by its number, and in the list of the day', async () => {
    const { body } = await sell({ customer_name: 'Sari', notes: 'tanpa gula' });
    const { sync_status: _, ...sale } = body;
    expect(sale).toMatchObject({ customer_name: 'Sari', notes: 'tanpa gula' });
    expect((await cashier.get(`/pos/local/sales/${sale.sale_number}`)).body).toEqual(sale);
    const day = /-(\d{4})(\d\d)(\d\d)-/.exec(sale.sale_number)!.slice(1).join('-');
    const page = (await list({ start_date: day, end_date: day, limit: '1' })).body;
    expect(page).toEqual({ data: [sale], total: expect.any(Number), page: 1, limit: 1 });
    expect((await list({ end_date: '2020-01-01' })).body).toEqual({ data: [], total: 0, page: 1, limit: 50 });
    const second = (await list({ limit: '1', page: '2' })).body;
    expect([second.page, second.data.length, second.total]).toEqual([2, 1, page.total]);
    expect(second.data[0].sale_number).not.toBe(sale.sale_number);
  });

  it('gives change, takes a size for a variant, and a price that is ours for ours', async () => {
    const { variants, id } = menu.get('Es Kopi Senja');
    const { name, price } = variants.at(-1);
    const { status, body } = await sell({
      items: [{ product_id: id, size: name.toUpperCase(), quantity: 1, unit_price: price }],
      tendered_amount: 500_000,
    });
    expect([status, body.change_amount]).toEqual([201, 500_000 - body.total_amount]);
    expect(body.items[0]).toMatchObject({ name: expect.stringContaining(name), unit_price: price });
  });

  it('sells once where it sends a key, and each time where it sends none', async () => {
    const key = newId();
    const first = await sell({}, { key });
    const again = await sell({}, { key });
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
    expect((await sell()).body.id).not.toBe((await sell()).body.id);
    const reused = await sell({ notes: 'another' }, { key });
    expect([reused.status, reused.body.code]).toEqual([422, 'request.idempotency-key-reused']);
  });

  it('is answered as before under its key when the price has changed since', async () => {
    const key = newId();
    const body = { items: [item('Pisang Goreng', { unit_price: undefined })] };
    const first = await sell(body, { key });
    expect(first.status).toBe(201);
    await app.owner.query('update catalog.products set price = price + 1000 where id = $1', [
      menu.item('Pisang Goreng').productId,
    ]);
    expect((await sell(body, { key })).body).toEqual(first.body);
  });
});

describe("mg-erp's client is refused, and nothing is written,", () => {
  beforeAll(async () => {
    refusals = await Refusals.from(app);
  });

  it.each<[string, object, number, string]>([
    ['without items', { items: [] }, 422, 'request.invalid'],
    ['with a product that is no id', { items: [{ product_id: '7', quantity: 1 }] }, 422, 'request.invalid'],
    ['with a way of paying that there is not', { payment_method: 'cheque' }, 422, 'request.invalid'],
    ['with a word that is not in the document', { total_amount: 1 }, 422, 'request.invalid'],
    ['with a product of nobody', { items: [{ product_id: newId(), quantity: 1 }] }, 404, 'catalog.product-not-found'],
    ['with less money than is due', { tendered_amount: 1 }, 422, 'sales.payment-short'],
  ])('%s', async (_, body, status, code) => {
    await refusals.expect(sell(body), status, code);
  });

  it.each([
    ['of nothing', { quantity: 0 }, 422, 'request.invalid'],
    ['of a hundred-thousandth', { quantity: 0.00001 }, 422, 'request.invalid'],
    ['at a price of its own', { unit_price: 1 }, 403, 'sales.price-override-forbidden'],
    ['in a size that there is not', { size: 'XXL' }, 404, 'catalog.variant-not-found'],
  ])('with an item %s', async (_, more, status, code) => {
    await refusals.expect(sell({ items: [item('Kopi Susu', more)] }), status, code);
  });

  it('where it works at no outlet', async () => {
    const { businessId, employees } = KOPI_SENJA;
    const nowhere = { businessId, employeeId: employees.owner, role: 'owner' as const, outletIds: [], outletId: null };
    const token = await new AccessTokens(app.secret).issue({ ...nowhere, sessionId: newId() });
    await refusals.expect(sell({}, {}, app.client(token)), 404, 'identity.outlet-not-found');
  });

  it('where no shift is open', async () => {
    const elsewhere = await app.logIn('owner@kopisenja.test', KOPI_SENJA.outlets.mks1);
    await refusals.expect(sell({}, {}, elsewhere), 404, 'sales.no-open-shift');
  });

  it.each<Record<string, string>>([
    { page: '0' },
    { page: '1001' },
    { limit: '0' },
    { limit: '101' },
    { start_date: 'yesterday' },
    { cursor: '' },
  ])('for a page %j', async (query) => {
    await refusals.expect(list(query), 422, 'request.invalid');
  });

  it('for a sale of another business, of another outlet, and of nobody, with one answer', async () => {
    const { sale_number } = (await sell()).body;
    const stranger = await app.logIn('owner@tokomaju.test', Object.values(TOKO_MAJU.outlets)[0]);
    refusals = await Refusals.from(app);
    const get = (as: Client, number = sale_number) => as.get(`/pos/local/sales/${number}`);
    await refusals.expect(get(stranger), 404, 'sales.transaction-not-found');
    await refusals.expect(get(cashier, 'POS-20251214-ABC123'), 404, 'sales.transaction-not-found');
    expect((await list({}, stranger)).body.data).toEqual([]);
  });
});
