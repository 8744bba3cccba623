import { type Naming, order } from './naming';

export const UNDOING_PLACES: Record<string, Naming> = {
  'POST /api/v1/pos/transactions/{id}/void path id': {
    send: (id, as) => as.post(`/pos/transactions/${id}/void`, { reason: 'salah' }),
    ...order,
    answer: 'sales.transaction-not-found',
  },
};
