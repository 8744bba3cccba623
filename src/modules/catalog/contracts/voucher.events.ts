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

export const VOUCHER_WITHDRAWN = 'catalog.voucher-withdrawn';

/** Without the code as well. */
export const voucherWithdrawnSchema = z.object({
  voucherId: z.uuid(),
  batchId: z.uuid(),
  promotionId: z.uuid().nullable(),
  value: amountField.nullable().describe('Integer minor units; null where it is of a promotion.'),
  remaining: amountField.nullable().describe('Integer minor units: what nobody will use of it.'),
  maxUses: z.int().nullable().describe('How often it could be used; null: until its value was used up.'),
  uses: z.int().describe('That were made of it.'),
  reason: z.string(),
});

export type VoucherWithdrawn = z.infer<typeof voucherWithdrawnSchema>;

export const VOUCHER_EVENTS: readonly EventContract[] = [
  {
    type: VOUCHERS_ISSUED,
    version: 1,
    description: 'Vouchers were issued, of a promotion or of a value.',
    schema: vouchersIssuedSchema,
  },
  {
    type: VOUCHER_WITHDRAWN,
    version: 1,
    description: 'A voucher is taken no more, whatever is left of it.',
    schema: voucherWithdrawnSchema,
  },
];
