import { z } from 'zod';
import { idSchema } from '../../../platform/http/schemas';
import { kitchenOrderSchema } from '../http/kitchen-order.schema';

/** What a screen sends to move an order; `version` is the one that it shows, where the move depends on that. */
export const orderMoveSchema = z.strictObject({
  commandId: idSchema,
  orderId: idSchema,
  version: z.int().min(1).optional().describe('Counts the changes of the order.'),
});

export const movedOrderSchema = z.object({
  order: kitchenOrderSchema,
  replayed: z.boolean().describe('The command had been done before; the order is as it was then.'),
});

export type OrderMove = z.infer<typeof orderMoveSchema>;
