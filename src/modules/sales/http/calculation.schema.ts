import { z } from 'zod';
import { businessDateSchema, idSchema, moneySchema } from '../../../platform/http/schemas';
import { givenDiscountSchema } from './discount.schema';
import { createTransactionSchema, soldInSchema } from './transaction.schema';

/** The body of a sale, as it will be sent; who pays how, and in which shift, changes no price. */
export const calculateCartSchema = createTransactionSchema
  .omit({ payments: true, shiftId: true })
  .extend({ shiftId: idSchema.nullish() })
  .meta({ id: 'CalculateCart' });

export type CalculateCartInput = z.infer<typeof calculateCartSchema>;

/** The one rule by which every till of every client comes to the same rupiah. */
const PUBLISHED_RULE = [
  'In this order: list prices and modifiers; what is off the lines by hand; promotions by priority; vouchers; what is off',
  'the order by hand; points; combos are taken apart; service charge of the order; tax of the order per tax group, first',
  'the base (price × numerator ÷ denominator), then the rate. Every step is rounded to whole rupiah, a half up, and spread',
  'over its lines by largest remainder, so that the lines sum to the order. Only what is paid in cash is rounded further.',
].join(' ');

const pricedItemSchema = z.object({
  lineNumber: z.int(),
  productId: idSchema,
  variantId: idSchema.nullable(),
  name: z.string(),
  quantity: z.string(),
  uom: z.string(),
  unitId: idSchema.nullable(),
  baseQuantity: z.string().describe('In the unit in which the product is counted.'),
  unitPrice: moneySchema,
  listPrice: z
    .object({
      amount: moneySchema,
      source: z.enum(['product', 'unit', 'price_list']),
      sourceId: idSchema.nullable().describe('Of the pack or of the price list.'),
      name: z.string().nullable(),
      minQuantity: z.string().describe('From how many in the cart on it holds.'),
    })
    .describe('The price of the catalog, and whose it is. Another unitPrice was set by hand.'),
  combo: soldInSchema
    .extend({
      unitPrice: moneySchema.describe(
        'Of one whole combo, without upcharges. It goes over its parts by their own prices.',
      ),
      listPrice: moneySchema,
      upcharge: moneySchema.describe('What the combo costs more for this of its parts.'),
    })
    .meta({ id: 'PricedIn' })
    .nullable()
    .describe('The combo that it is sold in.'),
  modifiers: z.array(z.object({ modifierId: idSchema, name: z.string(), quantity: z.int(), unitPrice: moneySchema })),
  gross: moneySchema.describe('quantity × (unitPrice + modifiers), as the shelf says it.'),
  discounts: z.array(givenDiscountSchema),
  subtotal: moneySchema.describe('Before tax, also where the price includes it.'),
  discountAmount: moneySchema.describe('Before tax, also where the price includes it.'),
  serviceCharge: moneySchema,
  taxRuleId: idSchema,
  taxBase: moneySchema,
  taxAmount: moneySchema,
  total: moneySchema,
});

export const calculatedCartSchema = z
  .object({
    outletId: idSchema,
    businessDate: businessDateSchema,
    subtotal: moneySchema,
    discountAmount: moneySchema,
    serviceCharge: moneySchema,
    taxAmount: moneySchema,
    total: moneySchema.describe('subtotal - discountAmount + serviceCharge + taxAmount.'),
    totalInCash: moneySchema.describe('The total rounded to the step of the outlet: due where all is paid in cash.'),
    items: z.array(pricedItemSchema),
    serviceChargeRule: z.object({
      rateBps: z.int(),
      base: z.enum(['pre_discount', 'post_discount']),
      taxable: z.boolean(),
    }),
    taxes: z.array(
      z.object({
        taxRuleId: idSchema,
        code: z.string(),
        name: z.string(),
        source: z.string().describe('Of the law.'),
        rateBps: z.int(),
        baseNumerator: z.int().describe('The base is the price before tax × numerator ÷ denominator.'),
        baseDenominator: z.int(),
        inPrice: z.boolean().describe('Whether the prices include it.'),
        base: moneySchema,
        amount: moneySchema,
      }),
    ),
    permissionsMissing: z
      .array(z.string())
      .describe('What the sale takes and the cashier may not: somebody who may has to approve it.'),
  })
  .meta({ id: 'CalculatedCart', description: PUBLISHED_RULE });
