import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { businessDateSchema, idSchema, moneySchema } from '../../../platform/http/schemas';

export const receivableFilterSchema = z.strictObject({
  customerId: idSchema.optional(),
  outletId: idSchema.optional(),
  status: z.enum(['open', 'settled']).optional().describe('Default: both.'),
  dueBefore: businessDateSchema.optional().describe('Only what was due before this day.'),
  asOf: businessDateSchema
    .optional()
    .describe('The day on which it is looked at; default: today, where on Earth the day begins first.'),
  ...pagingSchema,
});

export type ReceivableFilterInput = z.infer<typeof receivableFilterSchema>;

const receivableSchema = z
  .object({
    receivableId: idSchema,
    customerId: idSchema
      .nullable()
      .describe('Null: an offline till had taken it for paid, by nobody who is known; it stands in suspense.'),
    outletId: idSchema,
    sourceType: z.string(),
    sourceId: idSchema.describe('The sale that left it open.'),
    openedOn: businessDateSchema,
    dueDate: businessDateSchema,
    amount: moneySchema.describe('What was left open at first.'),
    open: moneySchema.describe('What is still owed.'),
    status: z.enum(['open', 'settled']),
    daysOverdue: z.int().describe('Since the due date, while it is open; 0 when it is not due yet.'),
  })
  .meta({ id: 'Receivable' });

export const receivablePageSchema = pageOf(receivableSchema).meta({ id: 'ReceivablePage' });

export type ReceivableView = z.infer<typeof receivableSchema>;
