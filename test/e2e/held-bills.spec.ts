import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from '../support/client';
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
  refusals = await Refusals.from(app);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

const hold = (more: object = {}) =>
  cashier.post('/pos/held-bills', { outletId, items: [menu.item('Kopi Susu', '2')], ...more });

it.each<[string, object]>([
  ['without items', { items: [] }],
  ['with 501 items', { items: Array(501).fill({ productId: KOPI_SENJA.outlets.jkt1, quantity: '1' }) }],
  ['for no time', { expiresInMinutes: 0 }],
  ['for more than a week', { expiresInMinutes: 10_081 }],
  ['by half a minute', { expiresInMinutes: 0.5 }],
  ['under a name with a control code', { name: '\u001b@' }],
  ['under a name of 101 letters', { name: 'x'.repeat(101) }],
  ['that says its own state', { state: 'resumed' }],
  ['with payments', { payments: [] }],
])('A bill is not held %s', async (_, more) => {
  await refusals.expect(hold(more), 422, 'request.invalid');
});

it('A bill that was held is found, resumed and sold', async () => {
  const { status, body } = await hold({ name: 'meja pojok', orderType: 'dine_in', notes: 'nanti dibayar' });
  expect(status).toBe(201);
  const { data } = (await cashier.get('/pos/held-bills', { outletId })).body;
  expect(data).toEqual([body]);

  const path = `/pos/held-bills/${body.heldBillId}/resume`;
  const resumed = await cashier.post(path, undefined);
  expect([resumed.status, resumed.body.cart]).toEqual([200, body.cart]);
  const late = await cashier.post(path, undefined);
  expect([late.status, late.body.code]).toEqual([409, 'sales.held-bill-resumed']);
  expect((await cashier.get('/pos/held-bills', { outletId })).body.data).toEqual([]);

  const till = await Till.open(cashier, { outletId });
  expect((await till.sell(resumed.body.cart)).status).toBe(201);
});
