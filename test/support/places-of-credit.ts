import { get, type Naming, outlet, shift } from './naming';
import type { Cafe } from './two-cafes';

const customer = { of: ({ ids }: Cafe) => ids.customer('Sari Wulandari') };

/** Where a request names who owes, who is owed, and what. */
export const placesOfCredit = (ours: () => Cafe): Record<string, Naming> => ({
  'GET /api/v1/customers/{id}/store-credit path id': {
    send: get('/customers/{id}/store-credit'),
    ...customer,
    answer: 'customers.customer-not-found',
  },
  'GET /api/v1/customers/{id}/points path id': {
    send: get('/customers/{id}/points'),
    ...customer,
    answer: 'customers.customer-not-found',
  },
  'PUT /api/v1/customers/{id}/credit-limit path id': {
    send: (id, as) => as.put(`/customers/${id}/credit-limit`, { creditLimit: 1 }),
    ...customer,
    answer: 'customers.customer-not-found',
  },
  'POST /api/v1/settlements body outletId': {
    send: (outletId, as) =>
      as.post('/settlements', { outletId, method: 'card', gross: 1, fee: 0, settledOn: '2020-01-01' }),
    ...outlet,
  },
  'GET /api/v1/receivables query outletId': { send: get('/receivables', 'outletId'), ...outlet },
  'GET /api/v1/receivables query customerId': {
    send: get('/receivables', 'customerId'),
    ...customer,
    answer: 'nothing',
  },
  'POST /api/v1/receivables/{id}/receipts path id': {
    send: (id, as) => as.post(`/receivables/${id}/receipts`, { method: 'qris', amount: 1 }),
    of: ({ receivableId }) => receivableId,
    elsewhere: ({ otherReceivableId }) => otherReceivableId,
    answer: 'ledger.receivable-not-found',
  },
  'POST /api/v1/receivables/{id}/receipts body shiftId': {
    send: (shiftId, as) =>
      as.post(`/receivables/${ours().receivableId}/receipts`, { method: 'cash', amount: 1, shiftId }),
    ...shift,
  },
});
