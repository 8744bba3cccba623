import { eventually } from './eventually';
import { get, type Naming, outlet } from './naming';
import type { Cafe } from './two-cafes';

export function paymentPlaces(intentAt: (outletId: string) => string): Record<string, Naming> {
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
