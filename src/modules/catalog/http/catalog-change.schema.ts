import { z } from 'zod';
import { PAGE_LIMIT_MAX } from '../../../platform/http/paging';
import { businessDateSchema, idSchema, moneySchema } from '../../../platform/http/schemas';
import { promotionSchema } from './promotion.schema';

const change = <Kind extends string, Terms extends z.ZodType>(kind: Kind, terms: Terms) =>
  z.object({
    kind: z.literal(kind),
    id: idSchema,
    revision: z.int().describe('Of the catalog, at which it last changed.'),
    deleted: z.boolean().describe('It is gone: forget it.'),
    value: terms.nullable().describe('All of it as it is now; null where it is gone.'),
  });

const terms = {
  business: z.object({
    name: z.string(),
    legalName: z.string(),
    address: z.string(),
    taxNumber: z.string().nullable().describe('NPWP.'),
    isTaxableEntrepreneur: z.boolean().describe('PKP: only a taxable entrepreneur may charge PPN.'),
    currency: z.string(),
  }),
  outlet: z.object({
    code: z.string(),
    name: z.string(),
    address: z.string(),
    timeZone: z.string(),
    dayStartsAt: z.string(),
    serviceChargeBps: z.int(),
    serviceChargeBase: z.enum(['pre_discount', 'post_discount']),
    serviceChargeTaxable: z.boolean(),
    cashRoundingStep: moneySchema,
    active: z.boolean(),
  }),
  taxRule: z.object({
    code: z.string(),
    outletId: idSchema.nullable(),
    name: z.string(),
    kind: z.enum(['ppn', 'pbjt', 'none']),
    rateBps: z.int(),
    baseNumerator: z.int(),
    baseDenominator: z.int(),
    priceIncludesTax: z.boolean(),
    validFrom: businessDateSchema,
    validTo: businessDateSchema.nullable(),
  }),
  category: z.object({ name: z.string(), sortOrder: z.int() }),
  product: z.object({
    categoryId: idSchema,
    sku: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    description: z.string(),
    price: moneySchema,
    uom: z.string(),
    quantityDecimals: z.int(),
    trackStock: z.boolean(),
    taxCode: z.string(),
    station: z.string().nullable(),
    active: z.boolean(),
    modifierGroupIds: z.array(idSchema),
  }),
  variant: z.object({
    productId: idSchema,
    sku: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    price: moneySchema,
    sortOrder: z.int(),
    active: z.boolean(),
  }),
  modifierGroup: z.object({ name: z.string(), minSelect: z.int(), maxSelect: z.int() }),
  modifier: z.object({
    groupId: idSchema,
    name: z.string(),
    price: moneySchema,
    sortOrder: z.int(),
    active: z.boolean(),
  }),
  comboSlot: z.object({
    productId: idSchema.describe('The combo.'),
    name: z.string(),
    minSelect: z.int(),
    maxSelect: z.int(),
    sortOrder: z.int(),
    choices: z.array(z.object({ productId: idSchema, variantId: idSchema.nullable(), upcharge: moneySchema })),
  }),
  productUnit: z.object({
    productId: idSchema,
    variantId: idSchema.nullable(),
    name: z.string(),
    factor: z.string().describe("Decimal: how many of the product's own unit."),
    price: moneySchema,
    barcode: z.string().nullable(),
    active: z.boolean(),
  }),
  priceList: promotionSchema
    .pick({ name: true, priority: true, outletId: true, orderType: true, tierId: true, weekdays: true })
    .extend(promotionSchema.pick({ fromTime: true, toTime: true, validFrom: true, validTo: true, active: true }).shape),
  priceListItem: z.object({
    priceListId: idSchema,
    productId: idSchema,
    variantId: idSchema.nullable(),
    minQuantity: z.string().describe('Decimal, of the whole cart: of its steps the largest counts.'),
    price: moneySchema,
  }),
  promotion: promotionSchema.omit({ promotionId: true, uses: true, version: true }),
};

export const catalogChangeSchema = z.discriminatedUnion('kind', [
  change('business', terms.business),
  change('outlet', terms.outlet),
  change('tax_rule', terms.taxRule),
  change('category', terms.category),
  change('product', terms.product),
  change('variant', terms.variant),
  change('modifier_group', terms.modifierGroup),
  change('modifier', terms.modifier),
  change('combo_slot', terms.comboSlot),
  change('product_unit', terms.productUnit),
  change('price_list', terms.priceList),
  change('price_list_item', terms.priceListItem),
  change('promotion', terms.promotion),
]);

export type CatalogChange = z.infer<typeof catalogChangeSchema>;

export const catalogChangesSchema = z
  .object({
    data: z.array(catalogChangeSchema).describe('In the order of the commits; each thing as it is now.'),
    page: z.object({
      nextCursor: z.string().describe('The next `since`, also when there is nothing more yet.'),
      hasMore: z.boolean(),
    }),
  })
  .meta({ id: 'CatalogChanges' });

export type CatalogChangesView = z.infer<typeof catalogChangesSchema>;

export const catalogChangeFilterSchema = z.strictObject({
  since: z.string().max(1_024).optional().describe('`page.nextCursor` of the answer before; absent: everything.'),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_MAX),
});

export type CatalogChangeFilterInput = z.infer<typeof catalogChangeFilterSchema>;
