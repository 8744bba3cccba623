import { type Naming, outlet, shift } from './naming';
import type { Cafe } from './two-cafes';

/** In each café a gift card, by business. */
export async function sellGiftCards(cafes: readonly Cafe[]): Promise<Map<string, { id: string; code: string }>> {
  const cards = new Map<string, { id: string; code: string }>();
  for (const { businessId, owner, till } of cafes) {
    const { body } = await owner.post('/gift-cards', {
      ...{ outletId: till.outletId, shiftId: till.shiftId, method: 'cash', amount: 50_000 },
    });
    cards.set(businessId, { id: body.giftCardId, code: body.code });
  }
  return cards;
}

/** Where a request names a gift card, or where one is sold. */
export const giftCardPlaces = (
  ours: () => Cafe,
  cards: () => Map<string, { id: string; code: string }>,
): Record<string, Naming> => ({
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
  'PUT /api/v1/gift-cards/{id}/block path id': {
    send: (id, as) => as.put(`/gift-cards/${id}/block`, { blocked: false, reason: 'karena' }),
    of: ({ businessId }) => cards().get(businessId)!.id,
    answer: 'customers.gift-card-not-found',
  },
});
