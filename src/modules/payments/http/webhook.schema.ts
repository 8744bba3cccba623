import { z } from 'zod';

export const providerNameSchema = z.string().regex(/^[a-z]{1,32}$/, 'the name of a payment provider');

export const receivedWebhookSchema = z
  .object({ received: z.literal(true).describe('Kept, now or before. What follows from it comes after.') })
  .meta({ id: 'ReceivedWebhook' });

export type ReceivedWebhook = z.infer<typeof receivedWebhookSchema>;
