import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, instantSchema, moneySchema } from '../../../platform/http/schemas';

const journalLineSchema = z
  .object({
    accountId: idSchema,
    code: z.string(),
    name: z.string(),
    debit: moneySchema.describe('One side of a line is always 0.'),
    credit: moneySchema,
  })
  .meta({ id: 'JournalLine' });

export const journalEntrySchema = z
  .object({
    id: idSchema,
    effectiveDate: z.iso.date().describe('The day in the books; for a sale, its business date.'),
    outletId: idSchema.nullable(),
    sourceType: z.string().describe('What it was posted for, such as sale.'),
    sourceId: idSchema,
    description: z.string(),
    reversesEntryId: idSchema.nullable(),
    recordedAt: instantSchema,
    recordedBy: idSchema.describe('The employee.'),
    lines: z.array(journalLineSchema),
  })
  .meta({ id: 'JournalEntry' });

export const journalEntryPageSchema = pageOf(journalEntrySchema).meta({ id: 'JournalEntryPage' });

export const journalEntryFilterSchema = z.strictObject({
  sourceId: idSchema.optional().describe('The document it was posted for, such as a transaction.'),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  ...pagingSchema,
});

export type JournalEntryFilterInput = z.infer<typeof journalEntryFilterSchema>;
