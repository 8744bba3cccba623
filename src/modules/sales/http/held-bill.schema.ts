import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, textSchema } from '../../../platform/http/schemas';
import { discountInputSchema } from './discount.schema';
import { cartItemSchema, ITEMS_MAX, orderTypeSchema } from './cart.schema';

const MINUTES_MAX = 7 * 24 * 60;
const A_DAY = 24 * 60;

const cart = {
  orderType: orderTypeSchema.nullish(),
  items: z.array(cartItemSchema).min(1).max(ITEMS_MAX),
  discount: discountInputSchema.nullish(),
  notes: textSchema(500).nullish(),
};

export const heldCartSchema = z.strictObject(cart);

/** As the till gave it. */
export type HeldCart = z.infer<typeof heldCartSchema>;

export const holdBillSchema = z
  .strictObject({
    outletId: idSchema,
    name: textSchema(100).nullish().describe('By which it is found again, such as "the lady with the red bag".'),
    tableId: idSchema.nullish(),
    customerId: idSchema.nullish(),
    ...cart,
    expiresInMinutes: z
      .int()
      .min(1)
      .max(MINUTES_MAX)
      .default(A_DAY)
      .describe('After that it can no longer be resumed; a day where nothing is said, at most a week.'),
  })
  .meta({ id: 'HoldBill' });

export type HoldBillInput = z.infer<typeof holdBillSchema>;

export const heldBillSchema = z
  .object({
    heldBillId: idSchema,
    outletId: idSchema,
    state: z.enum(['held', 'resumed', 'expired']),
    name: z.string().nullable(),
    tableId: idSchema.nullable(),
    customerId: idSchema.nullable(),
    cart: heldCartSchema.describe('As it was held; to be sold by POST /pos/transactions.'),
    heldBy: idSchema,
    heldAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'HeldBill' });

export type HeldBillView = z.infer<typeof heldBillSchema>;

export const heldBillPageSchema = pageOf(heldBillSchema).meta({ id: 'HeldBillPage' });

export const heldBillFilterSchema = z.strictObject({ outletId: idSchema, ...pagingSchema });

export type HeldBillFilterInput = z.infer<typeof heldBillFilterSchema>;
