import { get, type Naming, outlet, shift } from './naming';
import type { Cafe } from './two-cafes';

export interface SoldCard {
  readonly id: string;
  readonly code: string;
  readonly saleId: string;
  /** Of another one, at the other outlet. */
  readonly otherSaleId: string;
}

/** In each café a gift card at each of two outlets, by business. */
export async function sellGiftCards(cafes: readonly Cafe[]): Promise<Map<string, SoldCard>> {
  const cards = new Map<string, SoldCard>();
  for (const { businessId, owner, till, otherTill } of cafes) {
    const [here, there] = [till, otherTill].map(({ outletId, shiftId }) =>
      owner.post('/gift-cards', { outletId, shiftId, method: 'cash', amount: 50_000 }),
    );
    const { giftCardId: id, code, saleId } = (await here!).body;
    cards.set(businessId, { id, code, saleId, otherSaleId: (await there!).body.saleId });
  }
  return cards;
}

/** Where a request names a gift card, or where one is sold. */
export const giftCardPlaces = (ours: () => Cafe, cards: () => Map<string, SoldCard>): Record<string, Naming> => ({
  'POST /api/v1/gift-cards body outletId': {
    send: (outletId, as) =>
      as.post('/gift-cards', { outletId, shiftId: ours().till.shiftId, method: 'card', amount: 1_000 }),
    ...outlet,
  },
  'POST /api/v1/gift-cards body shiftId': {
    send: (shiftId, as) =>
      as.post('/gift-cards', { outletId: ours().till.outletId, shiftId, method: 'card', amount: 1_000 }),
    ...shift,
  },
  'GET /api/v1/gift-cards/sales/{id}/receipt path id': {
    send: get('/gift-cards/sales/{id}/receipt'),
    of: ({ businessId }) => cards().get(businessId)!.saleId,
    elsewhere: ({ businessId }) => cards().get(businessId)!.otherSaleId,
    answer: 'customers.gift-card-sale-not-found',
  },
  'PUT /api/v1/gift-cards/{id}/block path id': {
    send: (id, as) => as.put(`/gift-cards/${id}/block`, { blocked: false, reason: 'karena' }),
    of: ({ businessId }) => cards().get(businessId)!.id,
    answer: 'customers.gift-card-not-found',
  },
});
