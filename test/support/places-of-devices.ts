import type { Client } from './client';
import type { Cafe } from './two-cafes';

const outlet = {
  of: ({ till }: Cafe) => till.outletId,
  elsewhere: ({ otherTill }: Cafe) => otherTill.outletId,
  answer: 'identity.outlet-not-found',
};

/** Where a request about a till names something by its id. */
export const placesOfDevices = {
  'POST /api/v1/devices/pairing-codes body outletId': {
    send: (outletId: string, as: Client) => as.post('/devices/pairing-codes', { outletId }),
    ...outlet,
  },
  'GET /api/v1/devices query outletId': {
    send: (outletId: string, as: Client) => as.get('/devices', { outletId }),
    ...outlet,
  },
  'GET /api/v1/sync/exceptions query outletId': {
    send: (outletId: string, as: Client) => as.get('/sync/exceptions', { outletId }),
    ...outlet,
  },
  'POST /api/v1/sync/exceptions/{id}/resolve path id': {
    send: (id: string, as: Client) =>
      as.post(`/sync/exceptions/${id}/resolve`, { resolution: 'discarded', note: 'salah kirim' }),
    of: ({ exceptionId }: Cafe) => exceptionId,
    elsewhere: ({ otherExceptionId }: Cafe) => otherExceptionId,
    answer: 'sync.exception-not-found',
  },
  'POST /api/v1/devices/{id}/revoke path id': {
    send: (id: string, as: Client) => as.post(`/devices/${id}/revoke`, undefined),
    of: ({ device }: Cafe) => device.deviceId,
    elsewhere: ({ otherDevice }: Cafe) => otherDevice.deviceId,
    answer: 'identity.device-not-found',
  },
};
