import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { Menu } from '../support/menu';
import { type Notice, type NoticeBoard, openNoticeBoard } from '../support/notice-board';
import { ServedApp } from '../support/served-app';
import { type SaleItem, Till } from '../support/till';

const outletId = KOPI_SENJA.outlets.jkt1;
const customerId = KOPI_SENJA.customers.silver;

let app: ServedApp;
let owner: Client;
let till: Till;
let items: SaleItem[];
let board: NoticeBoard;

beforeAll(async () => {
  app = await ServedApp.start();
  owner = await app.logIn('owner@kopisenja.test', outletId);
  till = await Till.open(owner, { outletId });
  items = [(await Menu.read(owner, outletId)).item('Air Mineral 600 ml', '2')];
  board = openNoticeBoard(app.url, { token: owner.token, after: 0 });
});
afterAll(async () => {
  board?.socket.disconnect();
  await app?.expectSoundBooks();
  await app?.stop();
});

async function sell() {
  const { status, body } = await till.sell({ items, customerId });
  expect(status).toBe(201);
  return body;
}

/** What was told under the name of one transaction, without what each frame has of its own. */
function told(message: string, transactionId: string): object[] {
  return board.notices
    .filter((notice) => notice.message === message && notice.transactionId === transactionId)
    .map(({ eventId, seq, occurredAt, ...facts }: Notice) => {
      expect([eventId, seq, occurredAt]).toEqual([expect.any(String), expect.any(Number), expect.stringMatching(/Z$/)]);
      return facts;
    });
}

it('Whoever sells is told that a sale was voided, once, and not by whom or whose it was', async () => {
  const { transactionId, receiptNumber, businessDate, grandTotal } = await sell();
  await owner.post(`/pos/transactions/${transactionId as string}/void`, { reason: 'salah meja' });
  const { shiftId } = till;
  await eventually(() =>
    expect(told('transaction:voided', transactionId)).toEqual([
      {
        ...{ message: 'transaction:voided', transactionId, receiptNumber, businessDate, grandTotal },
        ...{ outletId, shiftId, tableId: null, reason: 'salah meja' },
      },
    ]),
  );
});

it('Whoever sells is told what was refunded of which sale, and of an exchange both of its documents', async () => {
  const sale = await sell();
  const path = `/pos/transactions/${sale.transactionId as string}`;
  const one = { itemId: sale.items[0].itemId, quantity: '1' };
  const asked = { items: [one], method: 'cash', shiftId: till.shiftId, reason: 'bocor' };
  const { body: refund } = await owner.post(`${path}/refunds`, asked);
  const frame = {
    message: 'transaction:refunded',
    ...{ transactionId: refund.transactionId, originalTransactionId: sale.transactionId, outletId },
    ...{ shiftId: till.shiftId, receiptNumber: refund.receiptNumber, originalReceiptNumber: sale.receiptNumber },
    ...{ businessDate: refund.businessDate, refundTotal: refund.refundTotal, reason: 'bocor' },
  };
  await eventually(() => expect(told('transaction:refunded', refund.transactionId)).toEqual([frame]));

  const taken = till.body({ items: [{ ...items[0]!, quantity: '1' }] });
  const { body } = await owner.post(`${path}/exchanges`, { returns: [one], reason: 'ditukar', sale: taken });
  await eventually(() => expect(told('transaction:created', body.sale.transactionId)).toHaveLength(1));
  expect(told('transaction:refunded', body.refund.transactionId)).toMatchObject([{ reason: 'ditukar' }]);
});

it('Whoever comes back is told of what was undone meanwhile', async () => {
  const undone = ['transaction:voided', 'transaction:refunded', 'transaction:refunded'];
  const latecomer = openNoticeBoard(app.url, { token: owner.token, after: 0 });
  await eventually(() =>
    expect(latecomer.notices.map(({ message }) => message).filter((message) => undone.includes(message))).toEqual(
      undone,
    ),
  );
  latecomer.socket.disconnect();
});
