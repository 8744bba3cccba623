import { itemPlaces } from './cart-id-places';
import type { Client } from './client';
import { get, type Naming, outlet } from './naming';
import type { Cafe } from './two-cafes';

const hold = ({ till, ids }: Cafe, more: object, as: Client = till.client) =>
  as.post('/pos/held-bills', {
    outletId: till.outletId,
    items: [{ productId: ids.product('KS-KOPI-SUSU'), quantity: '1' }],
    ...more,
  });

/** `ours` is asked when it is there; bills of both outlets of both businesses are held beforehand. */
export function heldBillPlaces(
  ours: () => Cafe,
  heldAt: (outletId: string) => string,
  packOf: (cafe: Cafe) => string,
): Record<string, Naming> {
  return {
    'POST /api/v1/pos/held-bills body outletId': {
      send: (outletId, as) => hold(ours(), { outletId }, as),
      ...outlet,
    },
    'POST /api/v1/pos/held-bills body tableId': {
      send: (tableId, as) => hold(ours(), { tableId }, as),
      of: ({ ids }) => ids.table('JKT1', 'A1'),
      elsewhere: ({ ids }) => ids.table('MKS1', 'A1'),
      answer: 'dining.table-not-found',
    },
    'POST /api/v1/pos/held-bills body customerId': {
      send: (customerId, as) => hold(ours(), { customerId }, as),
      of: ({ ids }) => ids.customer('Sari Wulandari'),
      answer: 'customers.customer-not-found',
    },
    ...itemPlaces('POST /api/v1/pos/held-bills body ', (naming, as) => hold(ours(), naming, as), ours, packOf),
    'GET /api/v1/pos/held-bills query outletId': { send: get('/pos/held-bills', 'outletId'), ...outlet },
    'POST /api/v1/pos/held-bills/{id}/resume path id': {
      send: (id, as) => as.post(`/pos/held-bills/${id}/resume`, undefined),
      of: ({ till }) => heldAt(till.outletId),
      elsewhere: ({ otherTill }) => heldAt(otherTill.outletId),
      answer: 'sales.held-bill-not-found',
    },
  };
}

/** A bill at each outlet of the café, by outlet. */
export async function holdBillsOf({ till, otherTill, ids }: Cafe): Promise<Map<string, string>> {
  const items = [{ productId: ids.product('KS-KOPI-SUSU'), quantity: '1' }];
  const held = new Map<string, string>();
  for (const { client, outletId } of [till, otherTill]) {
    held.set(outletId, (await client.post('/pos/held-bills', { outletId, items })).body.heldBillId as string);
  }
  return held;
}
