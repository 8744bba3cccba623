import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, moneySchema, signedMoneySchema } from '../../../platform/http/schemas';

export const storeCreditFilterSchema = z.strictObject(pagingSchema);

export type StoreCreditFilterInput = z.infer<typeof storeCreditFilterSchema>;

const entrySchema = z
  .object({
    number: z.int().describe('From 1, per customer.'),
    amount: signedMoneySchema.describe('Integer minor units: above zero given, below zero spent.'),
    balanceAfter: moneySchema,
    sourceType: z.string().describe('What it comes from, such as a sale or a refund.'),
    sourceId: idSchema,
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'StoreCreditEntry' });

export const storeCreditSchema = pageOf(entrySchema)
  .extend({ customerId: idSchema, balance: moneySchema.describe('What the shop owes the customer in goods.') })
  .meta({ id: 'StoreCredit' });

export type StoreCreditView = z.infer<typeof storeCreditSchema>;
