import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';

export const RECEIPT_COPIED = 'sales.receipt-copied';

export const receiptCopiedSchema = z.object({
  transactionId: z.uuid(),
  outletId: z.uuid(),
  receiptNumber: z.string(),
  copyNumber: z.int().describe('From 1.'),
});

export type ReceiptCopied = z.infer<typeof receiptCopiedSchema>;

export const RECEIPT_SETTINGS_CHANGED = 'sales.receipt-settings-changed';

export const receiptSettingsChangedSchema = z.object({
  outletId: z.uuid(),
  version: z.int().describe('From 1.'),
});

export type ReceiptSettingsChanged = z.infer<typeof receiptSettingsChangedSchema>;

export const RECEIPT_EVENTS: readonly EventContract[] = [
  {
    type: RECEIPT_COPIED,
    version: 1,
    description: 'A receipt was printed again, marked as a copy.',
    schema: receiptCopiedSchema,
  },
  {
    type: RECEIPT_SETTINGS_CHANGED,
    version: 1,
    description: 'The receipts of an outlet say something else from now on.',
    schema: receiptSettingsChangedSchema,
  },
];
