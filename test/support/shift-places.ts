import { get, type Naming, outlet, shift } from './naming';

export const SHIFT_PLACES: Record<string, Naming> = {
  'POST /api/v1/shifts body outletId': {
    send: (outletId, as) => as.post('/shifts', { outletId, drawer: 'second', openingCash: 0 }),
    ...outlet,
  },
  'GET /api/v1/shifts/current query outletId': { send: get('/shifts/current', 'outletId'), ...outlet },
  'POST /api/v1/shifts/{id}/close path id': {
    send: (id, as) => as.post(`/shifts/${id}/close`, { countedCash: 0 }),
    ...shift,
  },
  'POST /api/v1/shifts/{id}/cash-movements path id': {
    send: (id, as) => as.post(`/shifts/${id}/cash-movements`, { kind: 'paid_in', amount: 1, reason: 'karena' }),
    ...shift,
  },
  'POST /api/v1/shifts/{id}/end path id': { send: (id, as) => as.post(`/shifts/${id}/end`, undefined), ...shift },
  'GET /api/v1/shifts/{id}/x-report path id': { send: get('/shifts/{id}/x-report'), ...shift },
  'GET /api/v1/shifts/{id}/z-report path id': { send: get('/shifts/{id}/z-report'), ...shift },
  'GET /api/v1/outlets/{id}/drawer-limit path id': { send: get('/outlets/{id}/drawer-limit'), ...outlet },
  'PUT /api/v1/outlets/{id}/drawer-limit path id': {
    send: (id, as) => as.put(`/outlets/${id}/drawer-limit`, { unapprovedMax: 1 }),
    ...outlet,
  },
};
