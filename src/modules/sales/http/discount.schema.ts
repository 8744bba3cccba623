import { z } from 'zod';
import { idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { DISCOUNT_SCOPES, DISCOUNT_SOURCES } from '../contracts/sales.events';

const reason = textSchema(100).min(1).nullish().describe('Stands on the receipt and in the audit.');

/** Given by hand. */
export const discountInputSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('percentage'),
      rateBps: z.int().min(1).max(10_000).describe('Basis points: 1000 is 10 %.'),
      reason,
    }),
    z.strictObject({
      kind: z.literal('fixed'),
      amount: moneySchema.min(1).describe('Off the price on the shelf, tax included where that includes it.'),
      reason,
    }),
  ])
  .describe('Only with the permission sale.discount; 403 without. Audited.')
  .meta({ id: 'Discount' });

export type DiscountInput = z.infer<typeof discountInputSchema>;

/** What was taken off a line. */
export const givenDiscountSchema = z
  .object({
    scope: z.enum(DISCOUNT_SCOPES).describe('order: the share of this line in a discount on the whole sale.'),
    source: z.enum(DISCOUNT_SOURCES),
    sourceId: idSchema.nullable().describe('Of the promotion or of the voucher; null where it was given by hand.'),
    name: z.string(),
    amount: moneySchema.describe('Off the price on the shelf, tax included where that includes it.'),
  })
  .meta({ id: 'GivenDiscount' });
