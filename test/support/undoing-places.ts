import type { Client } from './client';
import { type Naming, order, shift } from './naming';
import type { Cafe } from './two-cafes';

/** Of the coffee that is sold at our till. */
async function refund(ours: Cafe, as: Client, facts: Record<string, unknown>, transactionId = ours.sale.transactionId) {
  const { body } = await ours.owner.get(`/pos/transactions/${ours.sale.transactionId}`);
  const items = [{ itemId: body.items[0].itemId, quantity: '1' }];
  const asked = { items, method: 'cash', shiftId: ours.till.shiftId, reason: 'salah', ...facts };
  return as.post(`/pos/transactions/${transactionId}/refunds`, asked);
}

export const undoingPlaces = (ours: () => Cafe): Record<string, Naming> => ({
  'POST /api/v1/pos/transactions/{id}/void path id': {
    send: (id, as) => as.post(`/pos/transactions/${id}/void`, { reason: 'salah' }),
    ...order,
    answer: 'sales.transaction-not-found',
  },
  'POST /api/v1/pos/transactions/{id}/refunds path id': {
    send: (id, as) => refund(ours(), as, {}, id),
    ...order,
    answer: 'sales.transaction-not-found',
  },
  'POST /api/v1/pos/transactions/{id}/refunds body shiftId': {
    send: (shiftId, as) => refund(ours(), as, { shiftId }),
    ...shift,
  },
  'POST /api/v1/pos/transactions/{id}/refunds body items[].itemId': {
    send: (itemId, as) => refund(ours(), as, { items: [{ itemId, quantity: '1' }] }),
    of: ({ sale }) => sale.items[0]!.itemId,
    elsewhere: ({ otherSale }) => otherSale.items[0]!.itemId,
    answer: 'sales.transaction-item-not-found',
  },
  'POST /api/v1/pos/transactions/{id}/refunds body customerId': {
    send: (customerId, as) => refund(ours(), as, { method: 'store_credit', customerId }),
    of: ({ ids }) => ids.customer('Sari Wulandari'),
    answer: 'customers.customer-not-found',
  },
});
