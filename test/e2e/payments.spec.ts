import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { Menu } from '../support/menu';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

const outletId = KOPI_SENJA.outlets.jkt1;
let app: ServedApp;
let owner: Client;
let till: Till;
let menu: Menu;

beforeAll(async () => {
  app = await ServedApp.start();
  owner = await app.logIn('owner@kopisenja.test', outletId);
  till = await Till.open(owner, { outletId });
  menu = await Menu.read(owner, outletId);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

async function paid(amount: number): Promise<string> {
  const { status, body } = await owner.post('/payments/intents', { outletId, method: 'qris', amount });
  expect([status, body.state]).toEqual([201, 'pending']);
  const intentId = body.intentId as string;
  await eventually(async () => expect((await owner.get(`/payments/intents/${intentId}`)).body.state).toBe('paid'));
  return intentId;
}

const sell = (intentId: string, amount: number) =>
  till.sell({
    items: [menu.item('Kopi Susu', '2')],
    payments: [
      { method: 'qris', amount, intentId },
      { method: 'cash', amount: 100_000 },
    ],
  });

it('A customer scans, pays and has the coffee; when the sale is voided the money goes back, once', async () => {
  const intentId = await paid(20_000);
  const sale = await sell(intentId, 20_000);
  expect(sale.status).toBe(201);
  expect((await owner.get(`/payments/intents/${intentId}`)).body.saleId).toBe(sale.body.transactionId);
  const again = await sell(intentId, 20_000);
  expect([again.status, again.body.code]).toEqual([409, 'payments.intent-used']);

  const voided = await owner.post(`/pos/transactions/${sale.body.transactionId}/void`, { reason: 'salah pesan' });
  expect(voided.status).toBeLessThan(300);
  const refunds = async () => {
    const { rows } = await app.owner.query(
      `select reason, state, amount::int, source_id from payments.refunds where intent_id = $1`,
      [intentId],
    );
    return rows;
  };
  const made = [{ reason: 'voided', state: 'made', amount: 20_000, source_id: sale.body.transactionId }];
  await eventually(async () => expect(await refunds()).toEqual(made));

  await owner.post('/operations/outbox/replays', { listener: 'payment-refunds', fromSeq: 1, outletId });
  await app.expectSoundBooks();
  expect(await refunds()).toEqual(made);
});

it('What comes back of a sale goes back the way it was paid, part by part, and what cannot is tried again', async () => {
  const intentId = await paid(20_004);
  const { body: sale } = await sell(intentId, 20_004);
  const refund = async () => {
    const items = [{ itemId: sale.items[0].itemId, quantity: '1' }];
    const asked = { items, method: 'original', shiftId: till.shiftId, reason: 'dingin' };
    const { status, body } = await owner.post(`/pos/transactions/${sale.transactionId}/refunds`, asked);
    expect(status).toBe(201);
    return { source: body.transactionId, amount: body.payments.find(({ method }: any) => method === 'qris').amount };
  };
  const parts = [await refund(), await refund()];
  expect(parts[0]!.amount + parts[1]!.amount).toBe(20_004);

  const tasks = async (query = {}) => {
    const { body } = await owner.get('/payments/refund-tasks', query);
    return (body.data as any[]).filter((task) => task.intentId === intentId);
  };
  const dead = parts.map(({ source, amount }) => expect.objectContaining({ sourceId: source, amount, state: 'dead' }));
  await eventually(async () => expect(await tasks({ state: 'dead' })).toEqual(dead));
  await owner.post('/operations/outbox/replays', { listener: 'payment-refunds', fromSeq: 1, outletId });
  await app.expectSoundBooks();
  expect(await tasks()).toEqual(dead);

  const [task] = await tasks();
  expect(task).toMatchObject({ reason: 'refunded', attempts: 1, lastError: expect.stringContaining('closed') });
  const again = await owner.post(`/payments/refund-tasks/${task.refundId}/retry`, undefined);
  expect([again.status, again.body]).toMatchObject([200, { refundId: task.refundId, state: 'due', attempts: 0 }]);
  await eventually(async () => expect(await tasks({ state: 'dead' })).toEqual(dead));
  const { rows } = await app.owner.query(
    `select type from outbox.events where type like 'payments.refund-%' and payload->>'refundId' = $1 order by seq`,
    [task.refundId],
  );
  const told = ['owed', 'given-up', 'retried', 'given-up'].map((what) => ({ type: `payments.refund-${what}` }));
  expect(rows).toEqual(told);
});

it.each([{ surcharge: 500 }, { fee: 500 }, { tip: 500 }])(
  'Nothing is put on top of a QRIS payment: %o',
  async (more) => {
    const asked = { outletId, method: 'qris', amount: 20_000, ...more };
    const { status, body } = await owner.post('/payments/intents', asked);
    expect([status, body.code]).toEqual([422, 'request.invalid']);
  },
);
