import { z } from 'zod';

export const ORDER_STATUSES = ['pending', 'preparing', 'ready', 'served', 'completed', 'cancelled'] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const ORDER_CREATED = 'kitchen.order-created';

/** The kitchen has an order to make. Quantities as decimal strings. */
export const orderCreatedSchema = z.object({
  orderId: z.uuid(),
  transactionId: z.uuid(),
  outletId: z.uuid(),
  orderNumber: z.string(),
  orderType: z.string(),
  tableId: z.uuid().nullable(),
  status: z.enum(ORDER_STATUSES),
  placedAt: z.iso.datetime(),
  notes: z.string().nullable(),
  items: z.array(
    z.object({
      itemId: z.uuid(),
      name: z.string(),
      quantity: z.string(),
      modifiers: z.array(z.object({ name: z.string(), quantity: z.int() })),
      notes: z.string().nullable(),
      station: z.string(),
    }),
  ),
});

export type OrderCreated = z.infer<typeof orderCreatedSchema>;

export const ORDER_STATUS_CHANGED = 'kitchen.order-status-changed';

export const orderStatusChangedSchema = z.object({
  orderId: z.uuid(),
  transactionId: z.uuid(),
  outletId: z.uuid(),
  previousStatus: z.enum(ORDER_STATUSES),
  newStatus: z.enum(ORDER_STATUSES),
  version: z.int(),
});

export type OrderStatusChanged = z.infer<typeof orderStatusChangedSchema>;
