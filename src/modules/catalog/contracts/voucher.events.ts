import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';

export const VOUCHERS_ISSUED = 'catalog.vouchers-issued';

/** Without the codes: whoever knows one can use it. */
export const vouchersIssuedSchema = z.object({
  batchId: z.uuid(),
  count: z.int().describe('How many.'),
  promotionId: z.uuid().nullable(),
  value: amountField.nullable().describe('Integer minor units: of each; null where they are of a promotion.'),
  maxUses: z.int().nullable().describe('Of each; null: until its value is used up.'),
  customerId: z.uuid().nullable(),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
});

export type VouchersIssued = z.infer<typeof vouchersIssuedSchema>;

export const VOUCHER_EVENTS: readonly EventContract[] = [
  {
    type: VOUCHERS_ISSUED,
    version: 1,
    description: 'Vouchers were issued, of a promotion or of a value.',
    schema: vouchersIssuedSchema,
  },
];
