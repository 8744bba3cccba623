import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';

export const WEBHOOK_RECEIVED = 'payments.webhook-received';

const webhookFields = { webhookId: z.uuid(), provider: z.string() };

export const webhookReceivedSchema = z.object(webhookFields);

export type WebhookReceived = z.infer<typeof webhookReceivedSchema>;

export const WEBHOOK_MISMATCHED = 'payments.webhook-mismatched';

export const webhookMismatchedSchema = z.object({ ...webhookFields, intentId: z.uuid() });

export type WebhookMismatched = z.infer<typeof webhookMismatchedSchema>;

export const WEBHOOK_EVENTS: readonly EventContract[] = [
  {
    type: WEBHOOK_RECEIVED,
    version: 1,
    description: 'A payment provider told of something.',
    schema: webhookReceivedSchema,
  },
  {
    type: WEBHOOK_MISMATCHED,
    version: 1,
    description: 'A payment provider has other money of a customer than was asked for; somebody must look.',
    schema: webhookMismatchedSchema,
  },
];
