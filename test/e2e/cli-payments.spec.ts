import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from '../support/client';
import { deadRefundOf } from '../support/dead-refunds';
import { eventually } from '../support/eventually';
import { ERROR, FINE, FOUND, OperatedApp } from '../support/operated-app';

const outletId = KOPI_SENJA.outlets.jkt1;
const NOBODYS = '01900000-0000-7000-8000-000000000000';

jest.setTimeout(120_000); // each command is a process, which compiles itself

let operated: OperatedApp;
let owner: Client;

beforeAll(async () => {
  operated = await OperatedApp.start();
  owner = await operated.app.logIn('owner@kopisenja.test');
});
afterAll(() => operated?.stop());

const cli = (...args: string[]) => operated.cli('refund-tasks', ...args);
const read = (...args: string[]) => operated.read('refund-tasks', ...args);

/** What the sandbox will not give back. */
async function dead(): Promise<{ refundId: string; intentId: string }> {
  const { body } = await owner.post('/payments/intents', { outletId, method: 'qris', amount: 10_004 });
  const intent = `/payments/intents/${body.intentId as string}`;
  await eventually(async () => expect((await owner.get(intent)).body.state).toBe('paid'));
  await owner.post(`${intent}/cancel`, undefined);
  return deadRefundOf(owner, body.intentId as string);
}

it('What a provider will not give back is listed, asked for again and closed', async () => {
  const none = await cli('list');
  expect(none).toEqual({ code: FINE, stdout: 'Nothing is dead.\n', stderr: '' });
  const { refundId, intentId } = await dead();
  const [table, listed] = await Promise.all([cli('list'), read('list')]);
  expect([table.code, listed.code]).toEqual([FOUND, FOUND]);
  expect(table.stdout).toMatch(new RegExp(`^${refundId}  JKT1 +sandbox +10004  unused .* dead +1 .*closed$`, 'm'));
  expect(listed.ofCafe).toMatchObject({ tasks: [{ refundId, state: 'dead' }], hasMore: false });

  const retried = await read('retry', refundId);
  expect([retried.code, retried.ofCafe]).toMatchObject([FINE, { refundId, state: 'due' }]);
  await deadRefundOf(owner, intentId);

  const unreasoned = await cli('close', refundId, '--paid-from', 'bank');
  expect([unreasoned.code, unreasoned.stderr]).toEqual([ERROR, expect.stringContaining('--reason')]);
  const closed = await cli('close', refundId, '--paid-from', 'bank', '--reason', 'transfer ke rekening lain');
  expect([closed.code, closed.stderr]).toEqual([FINE, '']);
  expect(closed.stdout).toContain('closed: 10004 IDR, booked out of the bank');
  await eventually(async () => {
    const { rows } = await operated.app.owner.query(
      `select actor->>'role' as role, data->>'closedReason' as reason from audit.entries
        where action = 'payments.refund-closed'`,
    );
    expect(rows).toEqual([{ role: 'operator', reason: 'transfer ke rekening lain' }]);
  });
  const all = await read('list', '--all');
  expect([all.code, all.ofCafe.tasks]).toMatchObject([FINE, [{ refundId, state: 'closed' }]]);
});

it('What is left on gift cards past their last day is income, however often the scheduler asks', async () => {
  const { body: shift } = await owner.post('/shifts', { outletId, drawer: 'kartu', openingCash: 0 });
  const card = { outletId, shiftId: shift.id, method: 'card', amount: 75_000 };
  const [forgotten] = [await owner.post('/gift-cards', card), await owner.post('/gift-cards', card)];
  await operated.app.owner.query(`update customers.gift_cards set expires_on = '2020-01-01' where id = $1`, [
    forgotten.body.giftCardId,
  ]);
  const expired = await operated.read('gift-cards', 'expire');
  expect([expired.code, expired.ofCafe]).toMatchObject([FINE, { giftCards: 1, amount: 75_000, hasMore: false }]);
  expect(expired.document.businesses).toHaveLength(2);
  const again = await operated.cli('gift-cards', 'expire');
  expect(again).toEqual({ code: FINE, stdout: 'No gift card has expired.\n', stderr: '' });
});

it.each([
  [['close', NOBODYS, '--paid-from', 'bank', '--reason', 'x'], 'payments.refund-task-not-found'],
  [['close', NOBODYS, '--paid-from', 'pocket', '--reason', 'x'], '--paid-from takes one of provider, bank, safe.'],
  [['retry', 'something'], 'something is not the id of a refund task.'],
  [['lose'], 'There is no command refund-tasks lose.'],
])('refund-tasks %j is an error', async (args, told) => {
  const { code, stdout, stderr } = await cli(...args);
  expect([code, stdout]).toEqual([ERROR, '']);
  expect(stderr).toContain(told);
});
