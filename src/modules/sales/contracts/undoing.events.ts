import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';

export const TRANSACTION_TYPES = ['sale', 'refund'] as const;

export type TransactionType = (typeof TRANSACTION_TYPES)[number];

export const TRANSACTION_STATUSES = ['completed', 'voided', 'partially_refunded', 'refunded'] as const;

export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

export const TRANSACTION_VOIDED = 'sales.transaction-voided';

export const transactionVoidedSchema = z.object({
  transactionId: z.uuid(),
  outletId: z.uuid(),
  shiftId: z.uuid(),
  receiptNumber: z.string(),
  businessDate: z.iso.date(),
  tableId: z.uuid().nullable(),
  customerId: z.uuid().nullable(),
  grandTotal: amountField,
  reason: z.string(),
  approvedBy: z.uuid().describe('The employee who answers for it: who voided it, where they hold the permission.'),
  payments: z
    .array(
      z.object({
        paymentId: z.uuid(),
        method: z.string(),
        amount: amountField,
      }),
    )
    .describe('What goes back, tender by tender; whoever took the money of one gives it back.'),
});

export type TransactionVoided = z.infer<typeof transactionVoidedSchema>;

export const UNDOING_EVENTS: readonly EventContract[] = [
  {
    type: TRANSACTION_VOIDED,
    version: 1,
    description: 'A sale was annulled in its own shift: its money, its goods and its journal entry are undone.',
    schema: transactionVoidedSchema,
  },
];
