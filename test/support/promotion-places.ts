import { newId } from '../../src/kernel/ids';
import type { Client } from './client';
import { get, type Naming, outlet } from './naming';
import type { Cafe } from './two-cafes';

export interface Promoted {
  readonly promotionId: string;
  readonly batchId: string;
  readonly voucherId: string;
}

/** In each business a promotion that has ended, and a voucher of a customer; by the ids of the businesses. */
export async function promoteIn(cafes: readonly Cafe[]): Promise<Map<string, Promoted>> {
  const entries = cafes.map(async ({ businessId, owner, ids }): Promise<[string, Promoted]> => {
    const { body } = await owner.post('/promotions', promotion({ byVoucher: true }));
    const { promotionId } = body;
    const customerId = ids.customer('Sari Wulandari');
    const issued = await owner.post('/vouchers', { promotionId, customerId });
    await owner.send('PATCH', `/promotions/${promotionId}`, { body: { active: false } });
    const { batchId, vouchers } = issued.body;
    return [businessId, { promotionId, batchId, voucherId: vouchers[0].voucherId }];
  });
  return new Map(await Promise.all(entries));
}

function promotion({ gives = { kind: 'percentage', rateBps: 1_000 }, ...terms }: Record<string, unknown>) {
  return { name: `Promo ${newId()}`, gives, ...terms };
}

const product = { of: ({ ids }: Cafe) => ids.product('KS-KOPI-SUSU'), answer: 'catalog.product-not-found' };
const category = { of: ({ ids }: Cafe) => ids.category('Kopi'), answer: 'catalog.category-not-found' };

const send = (terms: (id: string) => Record<string, unknown>) => (id: string, as: Client) =>
  as.post('/promotions', promotion(terms(id)));

/** Where a request names a promotion, or a promotion its goods. */
export function promotionPlaces(promotedIn: (cafe: Cafe) => Promoted) {
  const promotionOf = (cafe: Cafe) => promotedIn(cafe).promotionId;
  const batchOf = (cafe: Cafe) => promotedIn(cafe).batchId;
  const customer = { of: ({ ids }: Cafe) => ids.customer('Sari Wulandari') };
  const one = { of: promotionOf, answer: 'catalog.promotion-not-found' };
  const set = (part: string, more: object) => ({
    kind: 'buy_x_get_y',
    buy: { quantity: 1 },
    get: { quantity: 1 },
    [part]: more,
  });
  const gives: Record<string, (goods: object) => object> = {
    '': (goods) => ({ kind: 'fixed', amount: 1, ...goods }),
    'buy.': (goods) => set('buy', { quantity: 1, ...goods }),
    'get.': (goods) => set('get', { quantity: 1, ...goods }),
    'parts[].': (goods) => ({ kind: 'bundle', price: 1, parts: [{ quantity: 1, ...goods }] }),
  };
  const goods = Object.entries(gives).flatMap(([place, given]): [string, Naming][] => [
    [
      `POST /api/v1/promotions body gives.${place}productIds[]`,
      { send: send((id) => ({ gives: given({ productIds: [id] }) })), ...product },
    ],
    [
      `POST /api/v1/promotions body gives.${place}categoryIds[]`,
      { send: send((id) => ({ gives: given({ categoryIds: [id] }) })), ...category },
    ],
  ]);
  return {
    ...Object.fromEntries(goods),
    'POST /api/v1/promotions body outletId': { send: send((outletId) => ({ outletId })), ...outlet },
    'POST /api/v1/promotions body tierId': {
      send: send((tierId) => ({ tierId })),
      of: ({ ids }: Cafe) => ids.tier('Silver'),
      answer: 'customers.tier-not-found',
    },
    'POST /api/v1/vouchers body promotionId': {
      send: (promotionId: string, as: Client) => as.post('/vouchers', { promotionId }),
      ...one,
    },
    'POST /api/v1/vouchers body customerId': {
      send: (customerId: string, as: Client) => as.post('/vouchers', { value: 1, customerId }),
      ...customer,
      answer: 'customers.customer-not-found',
    },
    'GET /api/v1/vouchers query promotionId': {
      send: get('/vouchers', 'promotionId'),
      of: promotionOf,
      answer: 'nothing',
    },
    'GET /api/v1/vouchers query batchId': { send: get('/vouchers', 'batchId'), of: batchOf, answer: 'nothing' },
    'GET /api/v1/vouchers query customerId': { send: get('/vouchers', 'customerId'), ...customer, answer: 'nothing' },
    'POST /api/v1/vouchers/{voucher}/withdraw path voucher': {
      send: (id: string, as: Client) => as.post(`/vouchers/${id}/withdraw`, { reason: 'salah' }),
      of: (cafe: Cafe) => promotedIn(cafe).voucherId,
      answer: 'catalog.voucher-not-found',
    },
    'GET /api/v1/promotions/{id} path id': { send: get('/promotions/{id}'), ...one },
    'PATCH /api/v1/promotions/{id} path id': {
      send: (id: string, as: Client) => as.send('PATCH', `/promotions/${id}`, { body: { active: false } }),
      ...one,
    },
  } satisfies Record<string, Naming>;
}
