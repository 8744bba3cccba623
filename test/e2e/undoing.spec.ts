import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { Menu } from '../support/menu';
import { ServedApp } from '../support/served-app';
import { listenersToRest } from '../support/sound-books';
import { type SaleItem, Till } from '../support/till';

const outletId = KOPI_SENJA.outlets.jkt1;
const customerId = KOPI_SENJA.customers.silver;

/** What follows from a sale follows back when it is undone. */
describe('In a café', () => {
  let app: ServedApp;
  let owner: Client;
  let cashier: Client;
  let till: Till;
  let items: SaleItem[];

  beforeAll(async () => {
    app = await ServedApp.start();
    owner = await app.logIn('owner@kopisenja.test', outletId);
    cashier = await app.logIn('cashier@kopisenja.test', outletId);
    const menu = await Menu.read(owner, outletId);
    till = await Till.open(cashier, { outletId });
    items = [menu.item('Kopi Susu', '4'), menu.item('Air Mineral 600 ml', '2')];
    await owner.put(`/employees/${KOPI_SENJA.employees.manager}/pin`, { pin: '490217' });
  });

  afterEach(() => app.expectSoundBooks());
  afterAll(() => app?.stop());

  /** What lies on the shelves, and what the customer has. */
  async function standing() {
    const shelves = await owner.get('/inventory/stock-levels', { outletId, limit: '200' });
    const { rows } = await app.owner.query('select points::int from customers.customers where id = $1', [customerId]);
    return { shelves: shelves.body.data, points: rows[0].points };
  }

  it('a voided sale gives ingredients, goods and points back, once, and the kitchen is told to stop', async () => {
    const screen = app.screen({ token: cashier.token, outletId, after: 0 });
    const before = await standing();
    const { body: sale } = await till.sell({ items, customerId });
    await listenersToRest(app.database.ownerUrl);
    expect(await standing()).not.toEqual(before);

    const path = `/pos/transactions/${sale.transactionId}/void`;
    expect((await cashier.post(path, { reason: 'salah meja' })).body.code).toBe('auth.approval-required');
    const asked = { pin: '490217', action: 'sale.void', subjectId: sale.transactionId, outletId };
    const { approval } = (await cashier.post('/approvals', asked)).body;
    const { status, body } = await cashier.post(path, { reason: 'salah meja', approval });
    expect([status, body.approvedBy]).toEqual([200, KOPI_SENJA.employees.manager]);

    await eventually(async () => {
      await listenersToRest(app.database.ownerUrl);
      expect(await standing()).toEqual(before);
    });
    await eventually(() =>
      expect(screen.calls).toMatchObject([{ message: 'order:cancelled', orderId: sale.transactionId }]),
    );
    // Told again from the beginning, nothing comes back twice.
    for (const listener of ['recipes', 'loyalty', 'kitchen']) {
      await owner.post('/operations/outbox/replays', { listener, fromSeq: 1, outletId });
    }
    await listenersToRest(app.database.ownerUrl);
    expect(await standing()).toEqual(before);
  });

  it('a sale that is voided at once leaves nothing behind either, whatever the listeners saw of it before', async () => {
    const before = await standing();
    const { body: sale } = await till.sell({ items, customerId });
    expect((await owner.post(`/pos/transactions/${sale.transactionId}/void`, { reason: 'salah' })).status).toBe(200);
    await listenersToRest(app.database.ownerUrl);
    expect(await standing()).toEqual(before);
  });

  it.each(['refund', 'void'])('points that were spent are owed after the %s, and earned again first', async (undo) => {
    const program = { rupiahPerPoint: 10_000, pointValue: 100, active: true, loyaltyLiability: true };
    expect((await owner.put('/loyalty-program', program)).status).toBe(200);
    const buy = async (more: object = {}) => {
      const { status, body } = await till.sell({ items, customerId, ...more });
      await listenersToRest(app.database.ownerUrl);
      return { status, body, points: (await owner.get(`/customers/${customerId}/points`)).body };
    };
    const { body: sale, points: earned } = await buy({ items: items.map((item) => ({ ...item, quantity: '8' })) });
    const spent = await buy({ points: earned.points });
    expect(spent.status).toBe(201);
    const path = `/pos/transactions/${sale.transactionId as string}`;
    const undone = await (undo === 'void'
      ? owner.post(`${path}/void`, { reason: 'salah' })
      : owner.post(`${path}/refunds`, {
          items: [{ itemId: sale.items[0].itemId, quantity: '7' }],
          ...{ method: 'cash', shiftId: till.shiftId, reason: 'dingin' },
        }));
    expect(undone.status).toBeLessThan(300);
    await listenersToRest(app.database.ownerUrl);
    const { rows } = await app.owner.query(
      `select sum(points)::int as points from customers.loyalty_entries where transaction_id = $1 and kind = 'earn'`,
      [sale.transactionId],
    );
    const takenBack =
      undo === 'void'
        ? rows[0].points
        : Math.trunc((rows[0].points * (undone.body.refundTotal as number)) / (sale.grandTotal as number));
    const below = (await owner.get(`/customers/${customerId}/points`)).body;
    expect(below).toMatchObject({ points: spent.points.points - takenBack, worth: 0 });
    expect(below.points).toBeLessThan(0);
    const refused = await till.sell({ items, customerId, points: 1 });
    expect([refused.status, refused.body.code]).toEqual([409, 'customers.points-short']);
    const again = await buy();
    expect(again.points.points).toBeGreaterThan(below.points);
  });

  it('a voided receipt says so, and so does its verification', async () => {
    const { body: sale } = await till.sell({ items });
    const path = `/pos/transactions/${sale.transactionId}/receipt`;
    const { text: before } = await owner.get(path, { format: 'text' });
    expect(before).not.toContain('VOID');
    await owner.post(`/pos/transactions/${sale.transactionId}/void`, { reason: 'salah' });
    const { text } = await owner.get(path, { format: 'text' });
    expect(text).toContain('*** BATAL / VOID');
    expect((await owner.get(path, { format: 'text' })).text).toBe(text);
    const token = /verify\/([\w-]{64})/.exec(text.replaceAll(/\n */g, ''))![1]!;
    expect((await app.client().get(`/receipts/verify/${token}`)).body.status).toBe('voided');
  });

  it('a refund gives goods back and takes a share of the points, once; what was cooked is not uncooked', async () => {
    const before = await standing();
    const { body: sale } = await till.sell({ items: items.map((item) => ({ ...item, quantity: '10' })), customerId });
    await listenersToRest(app.database.ownerUrl);
    const sold = await standing();
    const earned = sold.points - before.points;
    expect(earned).toBeGreaterThan(2);
    const refund = (quantity: string) =>
      owner.post(`/pos/transactions/${sale.transactionId}/refunds`, {
        items: sale.items.map(({ itemId }: { itemId: string }) => ({ itemId, quantity })),
        ...{ method: 'cash', shiftId: till.shiftId, reason: 'dingin' },
      });
    const { status, body } = await refund('5');
    expect(status).toBe(201);
    await listenersToRest(app.database.ownerUrl);
    expect((await standing()).points).toBe(sold.points - Math.trunc((earned * body.refundTotal) / sale.grandTotal));
    await refund('5');
    await owner.post('/operations/outbox/replays', { listener: 'loyalty', fromSeq: 1, outletId });
    await listenersToRest(app.database.ownerUrl);
    const after = await standing();
    expect(after.points).toBe(before.points);
    const goods = (at: typeof after) => at.shelves.filter(({ productId }: any) => productId !== null);
    expect(goods(after)).toEqual(goods(before));

    const { text } = await owner.get(`/pos/transactions/${body.transactionId}/receipt`, { format: 'text' });
    expect(text).toContain('PENGEMBALIAN / REFUND');
    expect(text).toContain(sale.receiptNumber);
  });
});
