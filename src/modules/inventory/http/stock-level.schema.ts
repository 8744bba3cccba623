import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, signedMoneySchema } from '../../../platform/http/schemas';

const kindSchema = z.enum(['product', 'variant', 'ingredient']);

export const stockLevelSchema = z
  .object({
    stockItemId: idSchema.describe('The id of the variant, of the product, or of the ingredient itself.'),
    kind: kindSchema,
    productId: idSchema.nullable().describe('Null for an ingredient.'),
    variantId: idSchema.nullable(),
    name: z.string(),
    uom: z.string(),
    quantity: z.string().describe('The shortest decimal string; negative where more went out than came in.'),
    unitCost: z.string().describe('Moving average in rupiah, as a decimal string.'),
    value: signedMoneySchema.describe('What the books carry for it.'),
    mayGoNegative: z.boolean(),
    lowStockAt: z.string().nullable(),
  })
  .meta({ id: 'StockLevel' });

export const stockLevelPageSchema = pageOf(stockLevelSchema).meta({ id: 'StockLevelPage' });

export const stockLevelFilterSchema = z.strictObject({
  outletId: idSchema,
  productId: idSchema.optional(),
  kind: kindSchema.optional().describe('Products and variants where it is left out.'),
  ...pagingSchema,
});

export type StockLevelFilterInput = z.infer<typeof stockLevelFilterSchema>;
