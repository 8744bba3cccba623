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

it.each([{ surcharge: 500 }, { fee: 500 }, { tip: 500 }])(
  'Nothing is put on top of a QRIS payment: %o',
  async (more) => {
    const asked = { outletId, method: 'qris', amount: 20_000, ...more };
    const { status, body } = await owner.post('/payments/intents', asked);
    expect([status, body.code]).toEqual([422, 'request.invalid']);
  },
);
