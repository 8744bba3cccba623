import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, instantSchema } from '../../../platform/http/schemas';
import { ORDER_STATUSES } from '../contracts/kitchen.events';

const orderStatusSchema = z.enum(ORDER_STATUSES).meta({ id: 'OrderStatus' });

export const kitchenOrderSchema = z
  .object({
    id: idSchema.describe("The transaction's own id."),
    transactionId: idSchema,
    orderNumber: z.string().describe("The receipt's number of the day, as it is called out."),
    orderType: z.string(),
    tableId: idSchema.nullable(),
    status: orderStatusSchema,
    notes: z.string().nullable(),
    placedAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    version: z.int().describe('Goes up with every change of status; the ETag.'),
    items: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        quantity: z.string().describe('Decimal string.'),
        modifiers: z.array(z.object({ name: z.string(), quantity: z.int().describe('Per unit of the item.') })),
        notes: z.string().nullable(),
        station: z.string(),
      }),
    ),
  })
  .meta({ id: 'KitchenOrder' });

export const kitchenOrderPageSchema = pageOf(kitchenOrderSchema)
  .extend({
    lastSeq: z
      .int()
      .describe(
        "The outlet's last event in this page's snapshot: a socket opened with `after: lastSeq` misses nothing.",
      ),
  })
  .meta({ id: 'KitchenOrderPage' });

export type KitchenOrderPage = z.infer<typeof kitchenOrderPageSchema>;

const listOf = (text: string | string[]) => [text].flat().flatMap((part) => part.split(','));

export const kitchenOrderFilterSchema = z.strictObject({
  outletId: idSchema,
  station: z.string().min(1).max(100).optional().describe('Orders with items of this station, and only those items.'),
  since: instantSchema
    .transform((text) => new Date(text))
    .optional()
    .describe('Orders that changed at this instant or later.'),
  status: z
    .union([z.string(), z.array(z.string())])
    .transform(listOf)
    .pipe(z.array(orderStatusSchema).min(1).max(10))
    .optional()
    .describe('Repeated or separated by commas; without it orders of every status, done and cancelled ones too.'),
  ...pagingSchema,
});

export type KitchenOrderFilterInput = z.infer<typeof kitchenOrderFilterSchema>;

export const changeOrderStatusSchema = z.strictObject({ status: orderStatusSchema }).meta({ id: 'ChangeOrderStatus' });

export type ChangeOrderStatusInput = z.infer<typeof changeOrderStatusSchema>;
