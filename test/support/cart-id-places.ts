import type { Client as Session } from 'pg';
import type { Client } from './client';
import type { Naming } from './naming';
import type { Cafe } from './two-cafes';

/** No price depends on them, so nobody looks them up. */
export const CALCULATED_WITHOUT = ['id', 'shiftId', 'tableId', 'approval', 'approval[]'].map(
  (name) => `POST /api/v1/pos/calculate body ${name}`,
);

/** In each business a pack of bottles; their ids by the businesses'. */
export async function packBottles(owner: Session): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ business_id: string; id: string }>(
    `insert into catalog.product_units (business_id, id, product_id, name, factor, price)
     select business_id, gen_random_uuid(), id, 'dus', 24, 150000 from catalog.products where sku = 'KS-AIR-MINERAL'
     returning business_id, id`,
  );
  return new Map(rows.map((row) => [row.business_id, row.id]));
}

/** What a cart names, whether it is sold or only calculated. */
export function cartPlaces(ours: () => Cafe, packOf: (cafe: Cafe) => string): Record<string, Naming> {
  const cart = (naming: object) => ({
    orderType: 'retail',
    items: [{ productId: ours().ids.product('KS-KOPI-SUSU'), quantity: '1' }],
    ...naming,
  });
  const calculate = (naming: object, as: Client) =>
    as.post('/pos/calculate', { outletId: ours().till.outletId, ...cart(naming) });
  const sell = (naming: object, as: Client) => as.post('/pos/transactions', ours().till.body(cart(naming)));
  return {
    'POST /api/v1/pos/calculate body outletId': {
      send: (outletId, as) => calculate({ outletId }, as),
      of: ({ till }) => till.outletId,
      elsewhere: ({ otherTill }) => otherTill.outletId,
      answer: 'identity.outlet-not-found',
    },
    'POST /api/v1/pos/calculate body customerId': {
      send: (customerId, as) => calculate({ customerId }, as),
      of: ({ ids }) => ids.customer('Sari Wulandari'),
      answer: 'customers.customer-not-found',
    },
    ...itemPlaces('POST /api/v1/pos/calculate body ', calculate, ours, packOf),
    ...itemPlaces('POST /api/v1/pos/transactions body ', sell, ours, packOf),
  };
}

/** `place`: where the items are, such as "POST /api/v1/pos/transactions body ". */
export function itemPlaces(
  place: string,
  ask: (naming: object, as: Client) => ReturnType<Naming['send']>,
  ours: () => Cafe,
  packOf: (cafe: Cafe) => string,
): Record<string, Naming> {
  const product = (sku: string) => ({ productId: ours().ids.product(sku), quantity: '1' });
  const eat = (more: object = {}) => ({
    slotId: ours().ids.comboSlot('KS-PAKET-SENJA', 'Makanan'),
    productId: ours().ids.product('KS-ROTI-BAKAR'),
    ...more,
  });
  const drink = (more: object) => ({
    slotId: ours().ids.comboSlot('KS-PAKET-SENJA', 'Minuman'),
    productId: ours().ids.product('KS-ES-KOPI'),
    variantId: ours().ids.variant('KS-ES-KOPI-R'),
    ...more,
  });
  const combo = (...choices: object[]) => ({ ...product('KS-PAKET-SENJA'), choices });
  const sendItem = (itemOf: (id: string) => object) => (id: string, as: Client) => ask({ items: [itemOf(id)] }, as);
  return {
    [`${place}items[].productId`]: {
      send: sendItem((productId) => ({ ...product('KS-KOPI-SUSU'), productId })),
      of: ({ ids }) => ids.product('KS-KOPI-SUSU'),
      answer: 'catalog.product-not-found',
    },
    [`${place}items[].variantId`]: {
      send: sendItem((variantId) => ({ ...product('KS-ES-KOPI'), variantId })),
      of: ({ ids }) => ids.variant('KS-ES-KOPI-L'),
      answer: 'catalog.variant-not-found',
    },
    [`${place}items[].unitId`]: {
      send: sendItem((unitId) => ({ ...product('KS-AIR-MINERAL'), unitId })),
      of: packOf,
      answer: 'catalog.unit-not-found',
    },
    [`${place}items[].modifiers[].modifierId`]: {
      send: sendItem((modifierId) => ({ ...product('KS-KOPI-SUSU'), modifiers: [{ modifierId }] })),
      of: ({ ids }) => ids.modifier('Tambahan kopi', 'Extra shot'),
      answer: 'catalog.modifier-not-found',
    },
    [`${place}items[].choices[].slotId`]: {
      send: sendItem((slotId) => combo(eat({ slotId }), drink({}))),
      of: ({ ids }) => ids.comboSlot('KS-PAKET-SENJA', 'Makanan'),
      answer: 'catalog.combo-choice-not-found',
    },
    [`${place}items[].choices[].productId`]: {
      send: sendItem((productId) => combo(eat({ productId }), drink({}))),
      of: ({ ids }) => ids.product('KS-PISANG-GORENG'),
      answer: 'catalog.combo-choice-not-found',
    },
    [`${place}items[].choices[].variantId`]: {
      send: sendItem((variantId) => combo(eat(), drink({ variantId }))),
      of: ({ ids }) => ids.variant('KS-ES-KOPI-L'),
      answer: 'catalog.variant-not-found',
    },
    [`${place}items[].choices[].modifiers[].modifierId`]: {
      send: sendItem((modifierId) => combo(eat(), drink({ modifiers: [{ modifierId }] }))),
      of: ({ ids }) => ids.modifier('Tambahan kopi', 'Extra shot'),
      answer: 'catalog.modifier-not-found',
    },
  };
}
