import type { Client, Reply } from './client';
import { eventually } from './eventually';
import { get, type Naming, outlet } from './naming';
import { sendWebhook } from './sandbox-webhooks';
import type { SaleBody } from './till';
import type { Cafe } from './two-cafes';

export function paymentPlaces(
  intentAt: (outletId: string) => string,
  sell: (payments: SaleBody['payments'], as: Client) => Promise<Reply>,
): Record<string, Naming> {
  const intent = {
    of: ({ till }: Cafe) => intentAt(till.outletId),
    elsewhere: ({ otherTill }: Cafe) => intentAt(otherTill.outletId),
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
  };
}

/** A payment at each outlet of the café, by outlet: paid, so that nobody calls for it any more. */
export async function payAt({ till, otherTill }: Cafe): Promise<Map<string, string>> {
  const intents = new Map<string, string>();
  for (const { client, outletId } of [till, otherTill]) {
    const { body } = await client.post('/payments/intents', { outletId, method: 'qris', amount: 1_000 });
    const path = `/payments/intents/${body.intentId as string}`;
    await eventually(async () => expect((await client.get(path)).body.state).toBe('paid'));
    intents.set(outletId, body.intentId as string);
  }
  return intents;
}
