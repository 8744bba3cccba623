import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';
import { RECEIPT_METHODS } from '../../sales';

const endingField = z.string().describe('The last characters of the code; more of it is on the card alone.');

/** A card is paid for by money, whichever way it comes. */
export const GIFT_CARD_METHODS = RECEIPT_METHODS;

export const GIFT_CARD_SOLD = 'customers.gift-card-sold';

export const giftCardSoldSchema = z.object({
  saleId: z.uuid(),
  giftCardId: z.uuid(),
  ending: endingField,
  outletId: z.uuid(),
  shiftId: z.uuid(),
  method: z.enum(GIFT_CARD_METHODS),
  amount: amountField,
  expiresOn: z.iso.date().nullable().describe('The last day on which it is taken; null: it does not expire.'),
});

export type GiftCardSold = z.infer<typeof giftCardSoldSchema>;

export const GIFT_CARD_BLOCK_CHANGED = 'customers.gift-card-block-changed';

export const giftCardBlockChangedSchema = z.object({
  giftCardId: z.uuid(),
  ending: endingField,
  blocked: z.boolean().describe('Nothing is spent of a blocked card; what is on it stays.'),
  reason: z.string(),
});

export type GiftCardBlockChanged = z.infer<typeof giftCardBlockChangedSchema>;

export const GIFT_CARDS_EXPIRED = 'customers.gift-cards-expired';

export const giftCardsExpiredSchema = z.object({
  expiryId: z.uuid(),
  giftCards: z.int().describe('How many there were.'),
  amount: amountField.describe('Integer minor units: what was left on them, and is income now.'),
});

export type GiftCardsExpired = z.infer<typeof giftCardsExpiredSchema>;

export const GIFT_CARD_TERMS_CHANGED = 'customers.gift-card-terms-changed';

export const giftCardTermsChangedSchema = z.object({
  from: z.int().nullable().describe('Months, before.'),
  to: z.int().nullable().describe('Months for which cards sold from now on are good; null: they do not expire.'),
});

export type GiftCardTermsChanged = z.infer<typeof giftCardTermsChangedSchema>;

export const GIFT_CARD_EVENTS: readonly EventContract[] = [
  { type: GIFT_CARD_SOLD, version: 1, description: 'A gift card was sold.', schema: giftCardSoldSchema },
  {
    type: GIFT_CARD_BLOCK_CHANGED,
    version: 1,
    description: 'A gift card was blocked, or taken again.',
    schema: giftCardBlockChangedSchema,
  },
  {
    type: GIFT_CARDS_EXPIRED,
    version: 1,
    description: 'What was left on gift cards past their last day became income.',
    schema: giftCardsExpiredSchema,
  },
  {
    type: GIFT_CARD_TERMS_CHANGED,
    version: 1,
    description: 'Somebody changed for how long gift cards are good.',
    schema: giftCardTermsChangedSchema,
  },
];
