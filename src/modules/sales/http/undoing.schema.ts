import { z } from 'zod';
import { idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';

export const reasonSchema = textSchema(200).min(1);
export const approvalOfSaleSchema = idSchema
  .optional()
  .describe('For this transaction; needed by whoever does not hold the permission.');

export const voidTransactionSchema = z
  .strictObject({ reason: reasonSchema, approval: approvalOfSaleSchema })
  .meta({ id: 'VoidTransaction' });

export type VoidTransactionInput = z.infer<typeof voidTransactionSchema>;

export const voidedTransactionSchema = z
  .object({
    transactionId: idSchema,
    receiptNumber: z.string(),
    outletId: idSchema,
    shiftId: idSchema,
    status: z.literal('voided'),
    grandTotal: moneySchema.describe('What was sold, and is not any more.'),
    reason: z.string(),
    voidedBy: idSchema,
    approvedBy: idSchema.describe('Who answers for it: who voided it, where they hold the permission.'),
    voidedAt: z.iso.datetime(),
    ledgerEntryId: idSchema.nullable().describe("The mirror of the sale's entry."),
  })
  .meta({ id: 'VoidedTransaction' });

export type VoidedTransactionView = z.infer<typeof voidedTransactionSchema>;
