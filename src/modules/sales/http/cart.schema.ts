import { z } from 'zod';
import { idSchema, moneySchema, quantitySchema, textSchema } from '../../../platform/http/schemas';
import { ORDER_TYPES } from '../contracts/sales.events';
import { LINES_MAX } from '../use-cases/create-transaction.command';
import { discountInputSchema } from './discount.schema';

export const ITEMS_MAX = LINES_MAX;
const MODIFIERS_MAX = 30;
const CHOICES_MAX = 20;

export const orderTypeSchema = z.enum(ORDER_TYPES);

const modifierChoiceSchema = z.strictObject({
  modifierId: idSchema,
  quantity: z.int().min(1).max(99).default(1),
});

const modifiersField = z.array(modifierChoiceSchema).max(MODIFIERS_MAX).default([]);

const comboChoiceSchema = z
  .strictObject({
    slotId: idSchema,
    productId: idSchema,
    variantId: idSchema.nullish(),
    modifiers: modifiersField,
  })
  .meta({ id: 'ComboChoice' });

export const cartItemSchema = z.strictObject({
  productId: idSchema,
  variantId: idSchema.nullish(),
  unitId: idSchema.nullish().describe('The pack it is sold in; without it, the unit in which it is counted.'),
  quantity: quantitySchema,
  unitPrice: moneySchema.nullish().describe('Only with the permission sale.override-price; 403 without. Audited.'),
  price: moneySchema.nullish().describe('The same as unitPrice.').meta({ deprecated: true }),
  modifiers: modifiersField,
  choices: z
    .array(comboChoiceSchema)
    .max(CHOICES_MAX)
    .default([])
    .describe('Of a combo: what is chosen of its slots, one of each to a combo. It is sold as them.'),
  discount: discountInputSchema.nullish(),
  notes: textSchema(200).nullish(),
});
