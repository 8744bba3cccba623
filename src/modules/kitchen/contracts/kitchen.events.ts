import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { quantityField } from '../../../platform/events/event-contract-fields';

export const ORDER_STATUSES = ['pending', 'preparing', 'ready', 'served', 'completed', 'cancelled'] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const ORDER_CREATED = 'kitchen.order-created';

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
      quantity: quantityField,
      modifiers: z.array(z.object({ name: z.string(), quantity: z.int().describe('Per unit of the item.') })),
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
  version: z.int().describe('Counts the changes of the order.'),
});

export type OrderStatusChanged = z.infer<typeof orderStatusChangedSchema>;

export const KITCHEN_EVENTS: readonly EventContract[] = [
  {
    type: ORDER_CREATED,
    version: 1,
    description: 'The kitchen has an order to make.',
    schema: orderCreatedSchema,
  },
  {
    type: ORDER_STATUS_CHANGED,
    version: 1,
    description: 'An order was moved on, taken back or cancelled.',
    schema: orderStatusChangedSchema,
  },
];
