import { z } from 'zod';
import { idSchema, moneySchema } from '../../../platform/http/schemas';
import { pageOf, pagingSchema } from '../../../platform/http/paging';

const modifierGroupSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    minSelect: z.int().describe('How many must be chosen, counted with their quantities.'),
    maxSelect: z.int(),
    modifiers: z.array(z.object({ id: idSchema, name: z.string(), price: moneySchema })),
  })
  .meta({ id: 'ModifierGroup' });

const comboSlotSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    minSelect: z.int().describe('How many must be chosen.'),
    maxSelect: z.int(),
    choices: z.array(
      z.object({
        productId: idSchema,
        variantId: idSchema.nullable().describe('null: any that the product has.'),
        upcharge: moneySchema.describe('What the combo costs more with it.'),
      }),
    ),
  })
  .meta({ id: 'ComboSlot' });

export const productSchema = z
  .object({
    id: idSchema,
    sku: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    description: z.string(),
    category: z.object({ id: idSchema, name: z.string() }),
    price: moneySchema.describe('Of one unit, in whole rupiah, before modifiers. Where it has variants, theirs count.'),
    uom: z.string(),
    quantityDecimals: z.int().describe('Decimals that a sold quantity may have: 3 for goods weighed in grams.'),
    trackStock: z.boolean(),
    taxCode: z.string(),
    station: z.string().nullable().describe('The kitchen station that makes it; null when nothing is made.'),
    active: z.boolean(),
    variants: z.array(
      z.object({
        id: idSchema,
        sku: z.string(),
        barcode: z.string().nullable(),
        name: z.string(),
        price: moneySchema,
      }),
    ),
    units: z.array(
      z.object({
        id: idSchema,
        variantId: idSchema.nullable(),
        name: z.string(),
        factor: z.string().describe('Decimal string: how many of the uom it holds.'),
        price: moneySchema,
        barcode: z.string().nullable(),
      }),
    ),
    modifierGroups: z.array(modifierGroupSchema),
    comboSlots: z.array(comboSlotSchema).describe('Of a combo: it is sold as what is chosen of each.'),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Product' });

export type ProductView = z.infer<typeof productSchema>;

export const productPageSchema = pageOf(productSchema).meta({ id: 'ProductPage' });

export const productFilterSchema = z.strictObject({
  search: z.string().min(1).max(100).optional().describe('Part of a name or SKU.'),
  barcode: z.string().min(1).max(64).optional(),
  categoryId: idSchema.optional(),
  outletId: idSchema.optional().describe('Must be an outlet of the caller; the menu is the same in all of them.'),
  ...pagingSchema,
});

export type ProductFilterInput = z.infer<typeof productFilterSchema>;
