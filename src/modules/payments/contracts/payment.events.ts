import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';

export const INTENT_METHODS = ['qris', 'card'] as const;

export type IntentMethod = (typeof INTENT_METHODS)[number];

const intentFields = {
  intentId: z.uuid(),
  outletId: z.uuid(),
  method: z.enum(INTENT_METHODS),
  provider: z.string(),
  amount: amountField,
};

export const INTENT_CREATED = 'payments.intent-created';

export const intentCreatedSchema = z.object({ ...intentFields, expiresAt: z.iso.datetime() });

export type IntentCreated = z.infer<typeof intentCreatedSchema>;

export const INTENT_PAID = 'payments.intent-paid';

export const intentPaidSchema = z.object({ ...intentFields, reference: z.string().nullable() });

export type IntentPaid = z.infer<typeof intentPaidSchema>;

export const INTENT_ENDED = 'payments.intent-ended';

export const intentEndedSchema = z.object({ ...intentFields, state: z.enum(['declined', 'expired', 'cancelled']) });

export type IntentEnded = z.infer<typeof intentEndedSchema>;

export const PAYMENTS_EVENTS: readonly EventContract[] = [
  { type: INTENT_CREATED, version: 1, description: 'A payment will be asked for.', schema: intentCreatedSchema },
  {
    type: INTENT_PAID,
    version: 1,
    description: 'The provider has the money of the customer.',
    schema: intentPaidSchema,
  },
  { type: INTENT_ENDED, version: 1, description: 'A payment will not come.', schema: intentEndedSchema },
];
