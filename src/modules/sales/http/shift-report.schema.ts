import { z } from 'zod';
import { businessDateSchema, idSchema, moneySchema, signedMoneySchema } from '../../../platform/http/schemas';
import { denominationSchema } from './shift.schema';

const countSchema = z.int().min(0);

const reading = {
  shiftId: idSchema,
  outletId: idSchema,
  drawer: z.string(),
  businessDate: businessDateSchema,
  openedBy: idSchema,
  openedAt: z.iso.datetime(),
  openingCash: moneySchema,
  salesCount: countSchema,
  salesTotal: signedMoneySchema,
  discountTotal: signedMoneySchema,
  serviceChargeTotal: signedMoneySchema,
  taxTotal: signedMoneySchema,
  roundingTotal: signedMoneySchema,
  voidsCount: countSchema.describe('Sales that were voided; they are in no other total.'),
  voidsTotal: signedMoneySchema,
  refundsCount: countSchema.describe('Refunds out of this shift, whichever had sold the goods.'),
  refundsTotal: signedMoneySchema,
  giftCardsCount: countSchema.describe('Gift cards that were sold: money that came in, and no sale yet.'),
  giftCardsTotal: signedMoneySchema,
  tenders: z
    .array(
      z.object({
        method: z.string(),
        count: countSchema,
        amount: signedMoneySchema,
        refundsCount: countSchema,
        refundsAmount: signedMoneySchema,
        giftCardsCount: countSchema,
        giftCardsAmount: signedMoneySchema,
      }),
    )
    .describe('What the sales were paid with, change taken off; what was refunded; and what gift cards were sold for.'),
  movements: z
    .array(z.object({ kind: z.string(), count: countSchema, amount: signedMoneySchema }))
    .describe('What went into the drawer (positive) and out of it besides the cash of sales, the float included.'),
  expectedCash: signedMoneySchema.describe('Float and every drawer movement since.'),
};

export const xReportSchema = z
  .object({
    ...reading,
    state: z.enum(['open', 'ended', 'closed']),
    endedBy: idSchema.nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'XReport' });

export type XReportView = z.infer<typeof xReportSchema>;

export const zReportSchema = z
  .object({
    ...reading,
    zNumber: z.int().min(1).describe('Counts the closings of this drawer from 1, without a gap.'),
    state: z.literal('closed'),
    endedBy: idSchema,
    endedAt: z.iso.datetime(),
    closedBy: idSchema,
    closedAt: z.iso.datetime(),
    countedCash: moneySchema,
    over: moneySchema,
    short: moneySchema,
    denominations: z.array(denominationSchema).nullable(),
  })
  .meta({ id: 'ZReport' });

export type ZReportView = z.infer<typeof zReportSchema>;
