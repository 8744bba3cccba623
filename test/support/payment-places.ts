import type { Client, Reply } from './client';
import { deadRefundOf } from './dead-refunds';
import { eventually } from './eventually';
import { get, type Naming, outlet } from './naming';
import { sendWebhook } from './sandbox-webhooks';
import type { SaleBody, Till } from './till';
import type { Cafe } from './two-cafes';

export function paymentPlaces(
  at: (outletId: string) => TakenAt,
  sell: (payments: SaleBody['payments'], as: Client) => Promise<Reply>,
): Record<string, Naming> {
  const intent = {
    of: ({ till }: Cafe) => at(till.outletId).intentId,
    elsewhere: ({ otherTill }: Cafe) => at(otherTill.outletId).intentId,
    answer: 'payments.intent-not-found',
  };
  return {
    'POST /api/v1/payments/intents body outletId': {
      send: (outletId, as) => as.post('/payments/intents', { outletId, method: 'qris', amount: 1_000 }),
      ...outlet,
    },
    'POST /api/v1/webhooks/payments/{provider}/{businessId} path businessId': {
      send: (businessId, as) => sendWebhook(as, businessId, '{}', { signature: null }),
      of: ({ businessId }) => businessId,
      answer: [401, 'payments.webhook-forged'],
    },
    'POST /api/v1/pos/transactions body payments[].intentId': {
      send: (intentId, as) =>
        sell(
          [
            { method: 'qris', amount: 1_000, intentId },
            { method: 'cash', amount: 100_000 },
          ],
          as,
        ),
      ...intent,
    },
    'GET /api/v1/payments/intents/{id} path id': { send: get('/payments/intents/{id}'), ...intent },
    'POST /api/v1/payments/intents/{id}/cancel path id': {
      send: (id, as) => as.post(`/payments/intents/${id}/cancel`, undefined),
      ...intent,
    },
    'POST /api/v1/payments/refund-tasks/{id}/retry path id': {
      send: (id, as) => as.post(`/payments/refund-tasks/${id}/retry`, undefined),
      of: ({ till }) => at(till.outletId).refundId,
      elsewhere: ({ otherTill }) => at(otherTill.outletId).refundId,
      answer: 'payments.refund-task-not-found',
    },
    'POST /api/v1/payments/refund-tasks/{id}/close path id': {
      send: (id, as) => as.post(`/payments/refund-tasks/${id}/close`, { paidFrom: 'bank', reason: 'dibayar sendiri' }),
      of: ({ till }) => at(till.outletId).refundId,
      elsewhere: ({ otherTill }) => at(otherTill.outletId).refundId,
      answer: 'payments.refund-task-not-found',
    },
  };
}

/** What providers have taken at an outlet: a payment, and one that was given up and cannot be given back. */
export interface TakenAt {
  readonly intentId: string;
  readonly refundId: string;
}

/** At each outlet of the cafés, by outlet: settled, so that nobody calls for it any more. */
export async function payAt(cafes: readonly Cafe[]): Promise<Map<string, TakenAt>> {
  const tills = cafes.flatMap(({ till, otherTill }) => [till, otherTill]);
  return new Map(await Promise.all(tills.map(async (till) => [till.outletId, await payTo(till)] as const)));
}

async function payTo({ client, outletId }: Till): Promise<TakenAt> {
  const pay = async (amount: number) => {
    const { intentId } = (await client.post('/payments/intents', { outletId, method: 'qris', amount })).body;
    const path = `/payments/intents/${intentId as string}`;
    await eventually(async () => expect((await client.get(path)).body.state).toBe('paid'));
    return intentId as string;
  };
  const [intentId, givenUp] = await Promise.all([pay(1_000), pay(1_004)]);
  await client.post(`/payments/intents/${givenUp}/cancel`, undefined);
  return { intentId, refundId: (await deadRefundOf(client, givenUp)).refundId };
}
