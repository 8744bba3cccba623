import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, moneySchema } from '../../../platform/http/schemas';

export const outletSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    name: z.string(),
    address: z.string(),
    timeZone: z.string().describe('IANA name, such as Asia/Jakarta.'),
    dayStartsAt: z.string().describe('HH:MM; a sale before it belongs to the business date before.'),
    serviceChargeBps: z.int().describe('Basis points: 500 is 5 %.'),
    serviceChargeBase: z.enum(['pre_discount', 'post_discount']),
    serviceChargeTaxable: z.boolean(),
    cashRoundingStep: moneySchema.describe('Cash totals are rounded to a multiple of it.'),
    cashRoundingDirection: z
      .enum(['nearest', 'down'])
      .describe('nearest: a half goes up; down: always to the customer.'),
    active: z.boolean(),
  })
  .meta({ id: 'Outlet' });

export const outletPageSchema = pageOf(outletSchema).meta({ id: 'OutletPage' });

export const outletFilterSchema = z.strictObject(pagingSchema);

export type OutletFilterInput = z.infer<typeof outletFilterSchema>;
