import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from './client';
import { deadRefundOf } from './dead-refunds';
import { eventually } from './eventually';
import { sandboxWebhook, sendWebhook } from './sandbox-webhooks';

/** A payment that is declined, one of which other money came, one that is given back, and one that cannot be, also not when it is asked for again, and is paid by hand; and a till that hears of them. */
export async function takePayments(
  cashier: Client,
  manager: Client,
  outletId: string,
  heard: (message: string) => unknown[],
): Promise<void> {
  const request = (amount: number) => cashier.post('/payments/intents', { outletId, method: 'qris', amount });
  expect((await request(10_001)).body.state).toBe('declined');
  const { body } = await request(10_002);
  await sendWebhook(cashier, KOPI_SENJA.businessId, sandboxWebhook({ reference: body.intentId, amount: 1 }));
  let unwilling = '';
  for (const amount of [10_003, 10_004]) {
    const { intentId } = (await request(amount)).body;
    unwilling = intentId as string;
    if (amount === 10_004) await eventually(() => expect(heard('payment:paid')).toHaveLength(1));
    expect((await cashier.post(`/payments/intents/${intentId as string}/cancel`, undefined)).status).toBe(200);
  }
  await eventually(() => expect(heard('payment:ended')).toHaveLength(3));
  const { refundId } = await deadRefundOf(manager, unwilling);
  expect((await manager.post(`/payments/refund-tasks/${refundId}/retry`, undefined)).status).toBe(200);
  await deadRefundOf(manager, unwilling);
  const closed = await manager.post(`/payments/refund-tasks/${refundId}/close`, { paidFrom: 'safe', reason: 'tunai' });
  expect(closed.status).toBe(200);
}
