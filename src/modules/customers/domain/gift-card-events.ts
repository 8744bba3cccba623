import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import {
  GIFT_CARD_BLOCK_CHANGED,
  GIFT_CARD_SOLD,
  GIFT_CARD_TERMS_CHANGED,
  GIFT_CARDS_EXPIRED,
  type GiftCardBlockChanged,
  type GiftCardSold,
  type GiftCardsExpired,
  type GiftCardTermsChanged,
} from '../contracts/gift-card.events';

/** Told where it was sold. */
export function giftCardSold(
  payload: GiftCardSold,
  occurredAt: Date,
): DomainEvent<typeof GIFT_CARD_SOLD, GiftCardSold> {
  return { eventId: newId(), type: GIFT_CARD_SOLD, version: 1, outletId: payload.outletId, payload, occurredAt };
}

/** A card is the whole business's: what else happens to it is told on the business's own stream. */
export function giftCardBlockChanged(
  payload: GiftCardBlockChanged,
  occurredAt: Date,
): DomainEvent<typeof GIFT_CARD_BLOCK_CHANGED, GiftCardBlockChanged> {
  return { eventId: newId(), type: GIFT_CARD_BLOCK_CHANGED, version: 1, outletId: null, payload, occurredAt };
}

export function giftCardsExpired(
  payload: GiftCardsExpired,
  occurredAt: Date,
): DomainEvent<typeof GIFT_CARDS_EXPIRED, GiftCardsExpired> {
  return { eventId: newId(), type: GIFT_CARDS_EXPIRED, version: 1, outletId: null, payload, occurredAt };
}

export function giftCardTermsChanged(
  payload: GiftCardTermsChanged,
  occurredAt: Date,
): DomainEvent<typeof GIFT_CARD_TERMS_CHANGED, GiftCardTermsChanged> {
  return { eventId: newId(), type: GIFT_CARD_TERMS_CHANGED, version: 1, outletId: null, payload, occurredAt };
}
