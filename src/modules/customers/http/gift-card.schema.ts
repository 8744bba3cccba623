import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { printFields } from '../../../platform/http/printed';
import { businessDateSchema, idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { GIFT_CARD_METHODS } from '../contracts/gift-card.events';

const endingSchema = z.string().describe('The last characters of the code; the whole of it is on the card alone.');
const expiresOnSchema = z.iso.date().nullable().describe('The last day on which it is taken; null: it never expires.');

export const giftCardCodeSchema = z.string().min(1).max(100).describe('The code on the card, with or without dashes.');

export const sellGiftCardSchema = z
  .strictObject({
    outletId: idSchema,
    shiftId: idSchema.describe('The open shift in which it is sold; cash goes into its drawer.'),
    amount: moneySchema.min(1).describe('What is paid for it and is on it, in whole rupiah.'),
    method: z.enum(GIFT_CARD_METHODS),
    reference: textSchema(100).nullish(),
  })
  .meta({ id: 'SellGiftCard' });

export type SellGiftCardInput = z.infer<typeof sellGiftCardSchema>;

export const soldGiftCardSchema = z
  .object({
    saleId: idSchema.describe('By which its receipt is printed.'),
    giftCardId: idSchema,
    code: z.string().describe('To be printed on the card: it is told here, and never again.'),
    ending: endingSchema,
    balance: moneySchema,
    expiresOn: expiresOnSchema,
    ledgerEntryId: idSchema,
    businessDate: businessDateSchema,
  })
  .meta({ id: 'SoldGiftCard' });

export type SoldGiftCardView = z.infer<typeof soldGiftCardSchema>;

export const giftCardReceiptFormSchema = z.strictObject(printFields);

export type GiftCardReceiptForm = z.infer<typeof giftCardReceiptFormSchema>;

export const giftCardSchema = z
  .object({
    giftCardId: idSchema,
    ending: endingSchema,
    balance: moneySchema,
    expiresOn: expiresOnSchema,
    blocked: z.boolean().describe('Whether it is taken for lost.'),
    soldAt: z.iso.datetime(),
  })
  .meta({ id: 'GiftCard' });

export type GiftCardView = z.infer<typeof giftCardSchema>;

export const giftCardPageSchema = pageOf(giftCardSchema).meta({ id: 'GiftCardPage' });

export type GiftCardPage = z.infer<typeof giftCardPageSchema>;

export const giftCardFilterSchema = z.strictObject({
  blocked: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  ending: textSchema(4).optional(),
  ...pagingSchema,
});

export type GiftCardFilterInput = z.infer<typeof giftCardFilterSchema>;

export const blockGiftCardSchema = z
  .strictObject({
    blocked: z.boolean().describe('False: it was found, and is taken again.'),
    reason: textSchema(200).min(1),
  })
  .meta({ id: 'BlockGiftCard' });

export type BlockGiftCardInput = z.infer<typeof blockGiftCardSchema>;

export const giftCardBlockSchema = z
  .object({ giftCardId: idSchema, ending: endingSchema, blocked: z.boolean() })
  .meta({ id: 'GiftCardBlock' });

export type GiftCardBlockView = z.infer<typeof giftCardBlockSchema>;

export const giftCardTermsSchema = z
  .strictObject({
    validMonths: z
      .int()
      .min(1)
      .max(120)
      .nullable()
      .describe('For how long cards sold from now on are good; null: they never expire.'),
  })
  .meta({ id: 'GiftCardTerms' });

export type GiftCardTermsView = z.infer<typeof giftCardTermsSchema>;

export const expiredGiftCardsSchema = z
  .object({
    expiryId: idSchema,
    giftCards: z.int(),
    amount: moneySchema.describe('What was left on them, and is income now.'),
    hasMore: z.boolean().describe('Whether there may be more; ask again, with another key.'),
    ledgerEntryId: idSchema.nullable().describe('Null where nothing had expired.'),
  })
  .meta({ id: 'ExpiredGiftCards' });

export type ExpiredGiftCardsView = z.infer<typeof expiredGiftCardsSchema>;
