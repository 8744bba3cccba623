import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { businessDateSchema, idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { PROMOTION_KINDS } from '../contracts/promotion';

const GOODS_MAX = 500;
const PARTS_MAX = 10;
const PIECES_MAX = 1_000;
const USES_MAX = 1_000_000_000;

const nameField = textSchema(100).min(1).describe('Stands on the receipt.');
const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "17:00"');
const goodsFields = {
  productIds: z.array(idSchema).max(GOODS_MAX).default([]),
  categoryIds: z.array(idSchema).max(GOODS_MAX).default([]).describe('Without products and categories: anything.'),
};
const partSchema = z.strictObject({ quantity: z.int().min(1).max(PIECES_MAX), ...goodsFields });
const rateField = z.int().min(1).max(10_000).describe('Basis points: 1000 is 10 %.');
const capField = moneySchema.min(1).nullish().describe('No more than this is taken off a sale.');

const gives = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percentage'), rateBps: rateField, maxAmount: capField, ...goodsFields }),
  z.strictObject({
    kind: z.literal('fixed'),
    amount: moneySchema.min(1).describe('Off the price on the shelf.'),
    ...goodsFields,
  }),
  z.strictObject({
    kind: z.literal('buy_x_get_y'),
    buy: partSchema,
    get: partSchema.describe('The cheapest of these in the cart.'),
    rateBps: rateField.default(10_000).describe('Off what is got; 10000 is free.'),
    maxAmount: capField,
  }),
  z.strictObject({
    kind: z.literal('bundle'),
    price: moneySchema.describe('For all parts together.'),
    parts: z.array(partSchema).min(1).max(PARTS_MAX).describe('Goods that fit several are counted in the first.'),
  }),
]);

const changeable = {
  name: nameField,
  priority: z.int().min(-1_000).max(1_000).describe('The highest is given first.'),
  validFrom: businessDateSchema.nullable(),
  validTo: businessDateSchema.nullable().describe('The last day.'),
  maxUses: z.int().min(1).max(USES_MAX).nullable().describe('By so many sales.'),
};

const usesPerCustomerField = z.int().min(1).max(USES_MAX).nullish().describe('Only for customers that the sale names.');

export const createPromotionSchema = z
  .strictObject({
    ...changeable,
    gives,
    priority: changeable.priority.default(0),
    exclusive: z.boolean().default(false).describe('The only promotion of the lines that it takes something off.'),
    byVoucher: z.boolean().default(false).describe('Not given by itself: only for a voucher of it.'),
    minSpend: moneySchema.default(0).describe('What its goods must come to before any promotion.'),
    firstPurchase: z.boolean().default(false).describe('Only on the first sale to a customer.'),
    birthdayDays: z.int().min(0).max(31).nullish().describe('So many days before and after the birthday.'),
    maxUses: changeable.maxUses.optional(),
    maxUsesPerCustomer: usesPerCustomerField,
    outletId: idSchema.nullish(),
    orderType: z.enum(['dine_in', 'takeaway', 'delivery', 'retail']).nullish(),
    tierId: idSchema.nullish().describe('Of the customer.'),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).nullish().describe('Monday is 1; all where none is said.'),
    fromTime: timeField.nullish().describe("By the outlet's clock; before toTime, or from one day into the next."),
    toTime: timeField.nullish().describe('Exclusive.'),
    validFrom: changeable.validFrom.optional(),
    validTo: changeable.validTo.optional(),
  })
  .refine(({ fromTime, toTime }) => !fromTime === !toTime, { path: ['toTime'], message: 'both times or neither' })
  .refine(({ firstPurchase, maxUsesPerCustomer }) => !firstPurchase || (maxUsesPerCustomer ?? 1) === 1, {
    path: ['maxUsesPerCustomer'],
    message: 'a first purchase is one',
  })
  .meta({ id: 'CreatePromotion' });

export type CreatePromotionInput = z.infer<typeof createPromotionSchema>;

export const changePromotionSchema = z
  .strictObject({ ...changeable, active: z.boolean() })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'at least one change')
  .meta({ id: 'ChangePromotion' });

export type ChangePromotionInput = z.infer<typeof changePromotionSchema>;

export const promotionSchema = z
  .object({
    promotionId: idSchema,
    name: z.string(),
    kind: z.enum(PROMOTION_KINDS),
    rateBps: z.int(),
    amount: moneySchema.describe('Of a fixed one: off; of a bundle: its price.'),
    maxAmount: moneySchema.nullable(),
    parts: z
      .array(z.object({ quantity: z.int(), productIds: z.array(idSchema), categoryIds: z.array(idSchema) }))
      .describe('Of buy_x_get_y: what is bought, and what is got. Without goods: anything.'),
    minSpend: moneySchema,
    firstPurchase: z.boolean(),
    birthdayDays: z.int().nullable(),
    priority: z.int(),
    exclusive: z.boolean(),
    byVoucher: z.boolean(),
    maxUses: z.int().nullable(),
    maxUsesPerCustomer: z.int().nullable(),
    uses: z.int().describe('By how many sales so far; counted where it is limited.'),
    outletId: idSchema.nullable(),
    orderType: z.string().nullable(),
    tierId: idSchema.nullable(),
    weekdays: z.array(z.int()),
    fromTime: z.string().nullable(),
    toTime: z.string().nullable(),
    validFrom: businessDateSchema.nullable(),
    validTo: businessDateSchema.nullable(),
    active: z.boolean(),
    version: z.int().describe('Goes up with every change. The ETag.'),
  })
  .meta({ id: 'Promotion' });

export const promotionPageSchema = pageOf(promotionSchema).meta({ id: 'PromotionPage' });

export const promotionFilterSchema = z.strictObject({
  active: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  ...pagingSchema,
});

export type PromotionFilterInput = z.infer<typeof promotionFilterSchema>;
