import { z } from 'zod';
import { businessDateSchema, idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { PAYMENT_METHODS } from '../contracts/sales.events';
import { ITEMS_MAX } from './cart.schema';

/* The names are those of mg-erp's document: its clients work here as they are. */

const PAGE_MAX = 1_000;
const PAGE_SIZE_MAX = 100;

const quantityNumberSchema = z
  .number()
  .positive()
  .lt(1_000_000_000)
  .refine((quantity) => Number(quantity.toFixed(4)) === quantity, 'at most 4 decimals')
  .describe('At most 4 decimals.');

const discountSchema = moneySchema.nullish().describe('In whole rupiah; needs the permission sale.discount.');

export const createLocalSaleSchema = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          product_id: idSchema,
          quantity: quantityNumberSchema,
          unit_price: moneySchema.nullish().describe('Another than ours needs the permission sale.override-price.'),
          size: textSchema(100).nullish().describe('The name of a variant.'),
          discount: discountSchema,
          tax: z.number().nullish().describe('Ours is charged, whatever it says.'),
        }),
      )
      .min(1)
      .max(ITEMS_MAX),
    payment_method: z.enum(PAYMENT_METHODS).default('cash'),
    tendered_amount: moneySchema.nullish().describe('Default: exactly what is due.'),
    discount_amount: discountSchema,
    tax_rate: z.number().nullish().describe('Ours is charged, whatever it says.'),
    customer_name: textSchema(200)
      .regex(/^[^\r\n]*$/, 'one line')
      .nullish(),
    notes: textSchema(250).nullish(),
  })
  .meta({ id: 'CreateLocalSale' });

export type CreateLocalSaleInput = z.infer<typeof createLocalSaleSchema>;

const localSale = {
  id: idSchema,
  sale_number: z.string().describe('The receipt number.'),
  subtotal: moneySchema,
  tax_amount: moneySchema,
  discount_amount: moneySchema,
  total_amount: moneySchema.describe('Service charge and rounding included.'),
  payment_method: z.string().describe('`mixed` where there are several.'),
  tendered_amount: moneySchema,
  change_amount: moneySchema,
  customer_name: z.string().nullable(),
  notes: z.string().nullable(),
  cashier: z.string(),
  cashier_id: idSchema,
  created_at: z.iso.datetime(),
  status: z.enum(['pending', 'synced', 'failed']),
  ledger_entry_id: idSchema.nullable(),
  items: z.array(
    z.object({
      product_id: idSchema,
      sku: z.string(),
      name: z.string(),
      quantity: z.number(),
      unit_price: moneySchema,
      discount: moneySchema,
      tax: moneySchema,
      line_total: moneySchema,
    }),
  ),
};

export const localSaleSchema = z.object(localSale).meta({ id: 'LocalSale' });

export type LocalSaleView = z.infer<typeof localSaleSchema>;

export const createdLocalSaleSchema = z
  .object({ ...localSale, sync_status: z.enum(['queued', 'synced', 'failed']) })
  .meta({ id: 'CreatedLocalSale' });

export type CreatedLocalSaleView = z.infer<typeof createdLocalSaleSchema>;

export const localSalePageSchema = z
  .object({
    data: z.array(localSaleSchema),
    total: z.int().describe('At most 100,000: what can be paged to.'),
    page: z.int(),
    limit: z.int(),
  })
  .meta({ id: 'LocalSalePage' });

export type LocalSalePageView = z.infer<typeof localSalePageSchema>;

export const localSaleFilterSchema = z.strictObject({
  page: z.coerce.number().int().min(1).max(PAGE_MAX).default(1),
  limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(50),
  start_date: businessDateSchema.optional(),
  end_date: businessDateSchema.optional().describe('Its sales included.'),
});

export type LocalSaleFilterInput = z.infer<typeof localSaleFilterSchema>;

export const saleNumberSchema = z.string().min(1).max(64);
