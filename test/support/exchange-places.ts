import type { Client } from './client';
import { itemPlaces } from './cart-id-places';
import { type Naming, order, outlet, shift } from './naming';
import { type Cafe, coffeeOf } from './two-cafes';

const BODY = 'POST /api/v1/pos/transactions/{id}/exchanges body';

/** The owner needs no approval; a till may give the sale an id of its own making. */
export const EXCHANGED_WITHOUT = ['approval', 'sale.id', 'sale.approval', 'sale.approval[]'].map(
  (name) => `${BODY} ${name}`,
);

export function exchangePlaces(
  ours: () => Cafe,
  packOf: (cafe: Cafe) => string,
  intentAt: (outletId: string) => string,
): Record<string, Naming> {
  const exchange = async (as: Client, taken: object, facts: object = {}, id = ours().sale.transactionId) => {
    const { body } = await ours().owner.get(`/pos/transactions/${ours().sale.transactionId}`);
    const returns = [{ itemId: body.items[0].itemId, quantity: '1' }];
    const sale = ours().till.body({ ...coffeeOf(ours()), ...taken });
    return as.post(`/pos/transactions/${id}/exchanges`, { returns, reason: 'salah', sale, ...facts });
  };
  return {
    'POST /api/v1/pos/transactions/{id}/exchanges path id': {
      send: (id, as) => exchange(as, {}, {}, id),
      ...order,
      answer: 'sales.transaction-not-found',
    },
    [`${BODY} returns[].itemId`]: {
      send: (itemId, as) => exchange(as, {}, { returns: [{ itemId, quantity: '1' }] }),
      of: ({ sale }) => sale.items[0]!.itemId,
      elsewhere: ({ otherSale }) => otherSale.items[0]!.itemId,
      answer: 'sales.transaction-item-not-found',
    },
    [`${BODY} sale.outletId`]: { send: (outletId, as) => exchange(as, { outletId }), ...outlet },
    [`${BODY} sale.shiftId`]: { send: (shiftId, as) => exchange(as, { shiftId }), ...shift },
    [`${BODY} sale.tableId`]: {
      send: (tableId, as) => exchange(as, { tableId }),
      of: ({ ids }) => ids.table('JKT1', 'A1'),
      elsewhere: ({ ids }) => ids.table('MKS1', 'A1'),
      answer: 'dining.table-not-found',
    },
    [`${BODY} sale.customerId`]: {
      send: (customerId, as) => exchange(as, { customerId }),
      of: ({ ids }) => ids.customer('Sari Wulandari'),
      answer: 'customers.customer-not-found',
    },
    [`${BODY} sale.payments[].intentId`]: {
      send: (intentId, as) => {
        const { items } = coffeeOf(ours());
        const paid = [
          { method: 'qris', amount: 1_000, intentId },
          { method: 'cash', amount: 100_000 },
        ];
        return exchange(as, { items: [{ ...items[0], quantity: '2' }], payments: paid });
      },
      of: ({ till }) => intentAt(till.outletId),
      elsewhere: ({ otherTill }) => intentAt(otherTill.outletId),
      answer: 'payments.intent-not-found',
    },
    ...itemPlaces(`${BODY} sale.`, (naming, as) => exchange(as, naming), ours, packOf),
  };
}
