import { z } from 'zod';
import { printFields } from '../../../platform/http/printed';
import { businessDateSchema, idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { TRANSACTION_STATUSES } from '../contracts/undoing.events';

export const receiptFormSchema = z.strictObject({
  ...printFields,
  copy: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Marked as a copy, with the number of copies that were recorded.'),
});

export type ReceiptFormInput = z.infer<typeof receiptFormSchema>;

export const receiptCopySchema = z
  .object({
    transactionId: idSchema,
    receiptNumber: z.string(),
    copyNumber: z.int().describe('From 1; what the copy is marked with.'),
    printedBy: idSchema,
  })
  .meta({ id: 'ReceiptCopy' });

export type ReceiptCopyView = z.infer<typeof receiptCopySchema>;

export const receiptTokenSchema = z.string().max(200).describe('As the QR of the receipt has it.');

export const verifiedReceiptSchema = z
  .object({
    receiptNumber: z.string(),
    businessDate: businessDateSchema,
    outlet: z.string().describe('Its name when the receipt was written.'),
    grandTotal: moneySchema,
    status: z.enum(TRANSACTION_STATUSES).describe('By now.'),
  })
  .meta({ id: 'VerifiedReceipt' });

export type VerifiedReceipt = z.infer<typeof verifiedReceiptSchema>;

const linesSchema = textSchema(500).refine((text) => text.split('\n').length <= 10, 'at most 10 lines');

const settings = {
  language: z.enum(['id', 'en']),
  header: linesSchema.describe('At most 10 lines, above the sale.'),
  footer: linesSchema.describe('At most 10 lines, below the sale.'),
  verificationUrl: z
    .string()
    .max(200)
    .regex(/^https?:\/\/[\w.-]+(:\d{1,5})?(\/[\w.~/-]*)?$/, 'an address without query')
    .nullable()
    .describe('What the QR leads to, before /api/v1/receipts/verify/; null: where this installation is said to be.'),
};

export const receiptSettingsSchema = z
  .object({ outletId: idSchema, ...settings, version: z.int().describe('Goes up with every change. The ETag.') })
  .meta({ id: 'ReceiptSettings' });

export type ReceiptSettingsView = z.infer<typeof receiptSettingsSchema>;

export const changeReceiptSettingsSchema = z.strictObject(settings).partial().meta({ id: 'ChangeReceiptSettings' });

export type ChangeReceiptSettingsInput = z.infer<typeof changeReceiptSettingsSchema>;
