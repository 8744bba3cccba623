import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, moneySchema } from '../../../platform/http/schemas';
import { REFUND_REASONS, REFUND_STATES } from '../contracts/refund.events';

export const refundTaskSchema = z
  .object({
    refundId: idSchema,
    intentId: idSchema,
    outletId: idSchema,
    provider: z.string(),
    amount: moneySchema,
    currency: z.string().describe('ISO 4217.'),
    reason: z
      .enum(REFUND_REASONS)
      .describe('late: it came when it was no longer asked for. unused: nothing was sold for it.'),
    sourceId: idSchema.describe('What it is for: the sale that was voided, the refund, or else the intent.'),
    state: z.enum(REFUND_STATES).describe('dead: the provider is asked no more, and somebody must look.'),
    attempts: z.int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    lastError: z.string().nullable(),
    reference: z.string().nullable().describe('By which the provider knows it.'),
    owedAt: z.iso.datetime(),
  })
  .meta({ id: 'RefundTask' });

export type RefundTaskView = z.infer<typeof refundTaskSchema>;

export const refundTaskPageSchema = pageOf(refundTaskSchema).meta({ id: 'RefundTaskPage' });

export const refundTaskFilterSchema = z.strictObject({ state: z.enum(REFUND_STATES).optional(), ...pagingSchema });

export type RefundTaskFilterInput = z.infer<typeof refundTaskFilterSchema>;
