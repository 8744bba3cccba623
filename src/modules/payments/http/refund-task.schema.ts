import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { INTENT_METHODS } from '../contracts/payment.events';
import { PAID_BACK_FROM, REFUND_REASONS, REFUND_STATES } from '../contracts/refund.events';

const paidFromSchema = z
  .enum(PAID_BACK_FROM)
  .describe(
    'What the customer had it back out of. provider: by its own doing, such as by hand in its dashboard; cash of a drawer is dropped into the safe first.',
  );

export const closeRefundSchema = z
  .strictObject({ paidFrom: paidFromSchema, reason: textSchema(200).min(1) })
  .meta({ id: 'CloseRefundTask' });

export type CloseRefundInput = z.infer<typeof closeRefundSchema>;

export const refundTaskSchema = z
  .object({
    refundId: idSchema,
    intentId: idSchema,
    outletId: idSchema,
    provider: z.string(),
    method: z.enum(INTENT_METHODS),
    amount: moneySchema,
    currency: z.string().describe('ISO 4217.'),
    reason: z
      .enum(REFUND_REASONS)
      .describe('late: it came when it was no longer asked for. unused: nothing was sold for it.'),
    sourceId: idSchema.describe('What it is for: the sale that was voided, the refund, or else the intent.'),
    state: z
      .enum(REFUND_STATES)
      .describe('dead: the provider is asked no more, and somebody must look. closed: it was paid back by hand.'),
    attempts: z.int(),
    nextAttemptAt: z.iso.datetime().nullable(),
    lastError: z.string().nullable(),
    reference: z.string().nullable().describe('By which the provider knows it.'),
    owedAt: z.iso.datetime(),
    closed: z
      .object({
        paidFrom: paidFromSchema,
        reason: z.string(),
        closedBy: idSchema.describe('The employee; of nobody where an operator did it.'),
        closedAt: z.iso.datetime(),
        ledgerEntryId: idSchema
          .nullable()
          .describe('Null where the provider has given it back: the books say so already.'),
      })
      .nullable(),
  })
  .meta({ id: 'RefundTask' });

export type RefundTaskView = z.infer<typeof refundTaskSchema>;

export const refundTaskPageSchema = pageOf(refundTaskSchema).meta({ id: 'RefundTaskPage' });

export const refundTaskFilterSchema = z.strictObject({ state: z.enum(REFUND_STATES).optional(), ...pagingSchema });

export type RefundTaskFilterInput = z.infer<typeof refundTaskFilterSchema>;
