import { z } from 'zod';
import { idSchema, moneySchema } from '../../../platform/http/schemas';
import { INTENT_METHODS } from '../contracts/payment.events';

const MINUTES_MAX = 60;
const A_QUARTER = 15;

export const createIntentSchema = z
  .strictObject({
    outletId: idSchema,
    method: z.enum(INTENT_METHODS),
    amount: moneySchema
      .min(1)
      .describe('What the customer pays with it, in whole rupiah; nothing may be put on top of a QRIS payment.'),
    expiresInMinutes: z.int().min(1).max(MINUTES_MAX).default(A_QUARTER).describe('After that it is not waited for.'),
  })
  .meta({ id: 'CreatePaymentIntent' });

export type CreateIntentInput = z.infer<typeof createIntentSchema>;

export const intentSchema = z
  .object({
    intentId: idSchema,
    outletId: idSchema,
    method: z.enum(INTENT_METHODS),
    provider: z.string(),
    amount: moneySchema,
    currency: z.string().describe('ISO 4217.'),
    state: z
      .enum(['created', 'pending', 'paid', 'declined', 'expired', 'cancelled'])
      .describe('created: the provider has not answered yet, and is asked again. The last four are final.'),
    reference: z.string().nullable().describe('By which the provider knows it.'),
    qrPayload: z.string().nullable().describe('What the customer scans, to be shown as a QR code.'),
    saleId: idSchema.nullable().describe('The sale that was paid with it.'),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'PaymentIntent' });

export type IntentView = z.infer<typeof intentSchema>;
