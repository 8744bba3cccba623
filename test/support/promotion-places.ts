import { newId } from '../../src/kernel/ids';
import type { Client } from './client';
import { get, type Naming, outlet } from './naming';
import type { Cafe } from './two-cafes';

/** In each business a promotion that has ended; their ids by the businesses'. */
export async function promoteIn(cafes: readonly Cafe[]): Promise<Map<string, string>> {
  const entries = cafes.map(async ({ businessId, owner }): Promise<[string, string]> => {
    const { body } = await owner.post('/promotions', promotion({}));
    await owner.send('PATCH', `/promotions/${body.promotionId}`, { body: { active: false } });
    return [businessId, body.promotionId];
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
export function promotionPlaces(promotionOf: (cafe: Cafe) => string) {
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
    'GET /api/v1/promotions/{id} path id': { send: get('/promotions/{id}'), ...one },
    'PATCH /api/v1/promotions/{id} path id': {
      send: (id: string, as: Client) => as.send('PATCH', `/promotions/${id}`, { body: { active: false } }),
      ...one,
    },
  } satisfies Record<string, Naming>;
}
