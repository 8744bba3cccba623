import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';

/** late: it came when it was no longer asked for. unused: it was paid, and nothing was sold for it. */
export const REFUND_REASONS = ['late', 'unused', 'voided', 'refunded'] as const;

export type RefundReason = (typeof REFUND_REASONS)[number];

export const REFUND_STATES = ['due', 'made', 'dead', 'closed'] as const;

export type RefundState = (typeof REFUND_STATES)[number];

/** What a customer was paid back out of by hand. provider: the provider has given it back without our asking. */
export const PAID_BACK_FROM = ['provider', 'bank', 'safe'] as const;

export type PaidBackFrom = (typeof PAID_BACK_FROM)[number];

const refundFields = {
  refundId: z.uuid(),
  intentId: z.uuid(),
  outletId: z.uuid(),
  amount: amountField,
  reason: z
    .enum(REFUND_REASONS)
    .describe('late: it came when it was no longer asked for. unused: nothing was sold for it.'),
};

export const REFUND_OWED = 'payments.refund-owed';

export const refundOwedSchema = z.object(refundFields);

export type RefundOwed = z.infer<typeof refundOwedSchema>;

export const REFUND_MADE = 'payments.refund-made';

export const refundMadeSchema = z.object({ ...refundFields, reference: z.string() });

export type RefundMade = z.infer<typeof refundMadeSchema>;

export const REFUND_GIVEN_UP = 'payments.refund-given-up';

export const refundGivenUpSchema = z.object({ ...refundFields, error: z.string() });

export type RefundGivenUp = z.infer<typeof refundGivenUpSchema>;

export const REFUND_RETRIED = 'payments.refund-retried';

export const refundRetriedSchema = z.object({
  ...refundFields,
  attempts: z.int().describe('That had been made in vain.'),
});

export type RefundRetried = z.infer<typeof refundRetriedSchema>;

export const REFUND_CLOSED = 'payments.refund-closed';

export const refundClosedSchema = z.object({
  ...refundFields,
  paidFrom: z.enum(PAID_BACK_FROM).describe('provider: by its own doing, such as by hand in its dashboard.'),
  closedReason: z.string(),
});

export type RefundClosed = z.infer<typeof refundClosedSchema>;

export const REFUND_EVENTS: readonly EventContract[] = [
  { type: REFUND_OWED, version: 1, description: 'A provider must give money back.', schema: refundOwedSchema },
  { type: REFUND_MADE, version: 1, description: 'A provider has given money back.', schema: refundMadeSchema },
  {
    type: REFUND_GIVEN_UP,
    version: 1,
    description: 'A provider would not give money back; somebody must look.',
    schema: refundGivenUpSchema,
  },
  {
    type: REFUND_RETRIED,
    version: 1,
    description: 'Somebody has had a provider asked again for money that it would not give back.',
    schema: refundRetriedSchema,
  },
  {
    type: REFUND_CLOSED,
    version: 1,
    description: 'The customer had money back by hand that a provider would not give back.',
    schema: refundClosedSchema,
  },
];
