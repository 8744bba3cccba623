import { get, type Naming, order, outlet } from './naming';

export const RECEIPT_PLACES: Record<string, Naming> = {
  'GET /api/v1/pos/transactions/{id}/receipt path id': {
    send: get('/pos/transactions/{id}/receipt'),
    ...order,
    answer: 'sales.transaction-not-found',
  },
  'POST /api/v1/pos/transactions/{id}/receipt-copies path id': {
    send: (id, as) => as.post(`/pos/transactions/${id}/receipt-copies`, undefined),
    ...order,
    answer: 'sales.transaction-not-found',
  },
  'GET /api/v1/outlets/{id}/receipt-settings path id': { send: get('/outlets/{id}/receipt-settings'), ...outlet },
  'PATCH /api/v1/outlets/{id}/receipt-settings path id': {
    send: (id, as) => as.send('PATCH', `/outlets/${id}/receipt-settings`, { body: { header: 'Halo' } }),
    ...outlet,
  },
};
