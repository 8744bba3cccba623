import { z } from 'zod';
import { idSchema, moneySchema } from '../../../platform/http/schemas';
import { previewedRefundSchema, refundedTransactionSchema, returnsSchema } from './refund.schema';
import { createTransactionSchema, previewedTransactionSchema, transactionSchema } from './transaction.schema';
import { approvalOfSaleSchema, reasonSchema } from './undoing.schema';

export const exchangeTransactionSchema = z
  .strictObject({
    returns: returnsSchema,
    method: z
      .enum(['cash', 'store_credit'])
      .default('cash')
      .describe('How what the returns are worth more than what is taken goes back.'),
    reason: reasonSchema,
    approval: approvalOfSaleSchema,
    sale: createTransactionSchema
      .omit({ occurredAt: true })
      .describe('What is taken instead, as any sale at the same outlet; its payments are what is paid on top.'),
  })
  .meta({ id: 'ExchangeTransaction' });

export type ExchangeTransactionInput = z.infer<typeof exchangeTransactionSchema>;

export const exchangedTransactionSchema = z
  .object({
    originalTransactionId: idSchema,
    exchanged: moneySchema.describe('Of the refund, what pays for the sale: its tender "exchange".'),
    givenBack: moneySchema.describe('Of the refund, what the customer gets.'),
    refund: refundedTransactionSchema,
    sale: transactionSchema.describe('Its receipt is the one to hand out; it shows the returns too.'),
  })
  .meta({ id: 'ExchangedTransaction' });

const previewedExchangeSchema = exchangedTransactionSchema
  .extend({ dryRun: z.literal(true), refund: previewedRefundSchema, sale: previewedTransactionSchema })
  .meta({ id: 'ExchangePreview' });

/** Of one route: with `?dryRun=true` a preview. */
export const exchangedOrPreviewedSchema = z.union([exchangedTransactionSchema, previewedExchangeSchema]);

export type ExchangedTransactionView = z.infer<typeof exchangedTransactionSchema>;
