import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import {
  businessDateSchema,
  codeSchema,
  idSchema,
  instantSchema,
  moneySchema,
  signedMoneySchema,
  textSchema,
} from '../../../platform/http/schemas';
import { PAYMENT_METHODS, PAYMENT_STATUSES, TENDER_METHODS } from '../contracts/sales.events';
import { TRANSACTION_STATUSES, TRANSACTION_TYPES } from '../contracts/undoing.events';
import { cartItemSchema, ITEMS_MAX, orderTypeSchema } from './cart.schema';
import { discountInputSchema, givenDiscountSchema } from './discount.schema';

const PAYMENTS_MAX = 20;
const VOUCHERS_MAX = 5;

const approvalField = z
  .union([idSchema, z.array(idSchema).min(1).max(2)])
  .nullish()
  .describe(
    'Of POST /approvals for the id of this sale, where the cashier lacks sale.discount or sale.override-price.',
  );

const tenderSchema = z.strictObject({
  method: z.enum(PAYMENT_METHODS),
  amount: moneySchema.min(1).describe('What the customer hands over, in whole rupiah.'),
  reference: textSchema(100).nullish().describe('Of a gift card: its code, of which only the ending is kept.'),
  intentId: idSchema
    .nullish()
    .describe('The paid payment intent that it is, for just that amount. Without one it was taken by hand.'),
});

export const createTransactionSchema = z
  .strictObject({
    id: idSchema.nullish().describe('Made by a till that may be offline; otherwise the server makes it.'),
    outletId: idSchema,
    shiftId: idSchema,
    orderType: orderTypeSchema,
    tableId: idSchema.nullish(),
    customerId: idSchema.nullish(),
    items: z.array(cartItemSchema).min(1).max(ITEMS_MAX),
    discount: discountInputSchema.nullish().describe('On the whole sale, spread over its items.'),
    points: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .default(0)
      .describe('Points of the customer to redeem, at the value of the loyalty program.'),
    vouchers: z.array(codeSchema).max(VOUCHERS_MAX).default([]).describe('Codes: off the price, and no payment.'),
    approval: approvalField,
    payments: z.array(tenderSchema).max(PAYMENTS_MAX).describe('Of any methods; change is given out of cash only.'),
    tip: moneySchema.default(0).describe('For the staff, on top of the total; paid by the same payments.'),
    dueDate: businessDateSchema
      .nullish()
      .describe('When what the payments leave open is due: a sale on account, for a customer with a credit limit.'),
    notes: textSchema(500).nullish(),
    occurredAt: instantSchema.nullish().describe('When it happened by the clock of the till; default: now.'),
  })
  .meta({ id: 'CreateTransaction' });

export type CreateTransactionInput = z.infer<typeof createTransactionSchema>;

export const dryRunSchema = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Show price, stock effect and journal, and write nothing.'),
});

export type DryRunInput = z.infer<typeof dryRunSchema>;

export const soldInSchema = z
  .object({
    itemNumber: z.int().describe('Of the cart: items of one number were sold as one.'),
    productId: idSchema,
    name: z.string(),
  })
  .meta({ id: 'SoldIn' });

const itemSchema = z
  .object({
    itemId: idSchema,
    originalItemId: idSchema.optional().describe('Of a refund: the item of the sale.'),
    lineNumber: z.int(),
    productId: idSchema,
    variantId: idSchema.nullable(),
    name: z.string(),
    quantity: z.string(),
    uom: z.string(),
    unitId: idSchema.nullable().describe('The pack it was sold in.'),
    unitPrice: moneySchema,
    combo: soldInSchema.nullable().describe('The combo that it was sold in.'),
    modifiers: z.array(z.object({ modifierId: idSchema, name: z.string(), quantity: z.int(), unitPrice: moneySchema })),
    subtotal: moneySchema.describe('Before tax, also where the price includes it.'),
    discountAmount: moneySchema.describe('Before tax, also where the price includes it.'),
    discounts: z.array(givenDiscountSchema),
    serviceCharge: moneySchema,
    taxAmount: moneySchema,
    total: moneySchema.describe('subtotal - discountAmount + serviceCharge + taxAmount.'),
    notes: z.string().nullable(),
  })
  .meta({ id: 'TransactionItem' });

const amounts = {
  subtotal: moneySchema.describe('Before tax, also where the prices include it.'),
  discountAmount: moneySchema.describe('Before tax, also where the prices include it.'),
  serviceCharge: moneySchema,
  taxAmount: moneySchema,
  rounding: signedMoneySchema.describe('Of the cash part, to the step of the outlet.'),
  grandTotal: moneySchema.describe('subtotal - discountAmount + serviceCharge + taxAmount + rounding.'),
  tip: moneySchema.describe('For the staff: neither revenue nor taxed, and not in the grand total.'),
  paid: moneySchema.describe('What was handed over.'),
  change: moneySchema,
  onAccount: moneySchema.describe('What was left to be paid later: grandTotal + tip + change - paid.'),
  dueDate: businessDateSchema.nullable(),
  paymentStatus: z.enum(PAYMENT_STATUSES).describe('By now; later receipts count.'),
};

const standing = {
  type: z.enum(TRANSACTION_TYPES),
  originalTransactionId: idSchema.nullable().describe('Of a refund: the sale.'),
  status: z.enum(TRANSACTION_STATUSES).describe('By now.'),
  refundedTotal: moneySchema.describe('Of a sale: what was given back of it by now.'),
};

export const transactionSchema = z
  .object({
    transactionId: idSchema,
    ...standing,
    receiptNumber: z.string().describe('{outlet code}-{business date}-{number}, gapless per outlet and business date.'),
    outletId: idSchema,
    shiftId: idSchema,
    orderType: orderTypeSchema,
    tableId: idSchema.nullable(),
    customerId: idSchema.nullable(),
    ...amounts,
    syncStatus: z.enum(['pending', 'synced', 'failed']),
    ledgerEntryId: idSchema.nullable(),
    businessDate: businessDateSchema,
    occurredAt: z.iso.datetime(),
    approvals: z
      .array(z.object({ approvalId: idSchema, action: z.string(), approvedBy: idSchema }))
      .describe('Permissions that somebody lent to the cashier for it.'),
    notes: z.string().nullable(),
    items: z.array(itemSchema),
    payments: z.array(
      z.object({
        paymentId: idSchema,
        originalPaymentId: idSchema.optional().describe('Of a refund: the payment of the sale that goes back.'),
        method: z.enum(TENDER_METHODS),
        amount: moneySchema.describe('What was handed over.'),
        change: moneySchema,
        reference: z.string().nullable(),
      }),
    ),
    void: z
      .object({
        reason: z.string(),
        voidedBy: idSchema,
        approvedBy: idSchema,
        voidedAt: z.iso.datetime(),
        ledgerEntryId: idSchema.nullable(),
      })
      .nullable(),
    exchange: z
      .object({ refundId: idSchema, saleId: idSchema })
      .nullable()
      .describe('What it is a part of: the refund of the goods that came back, and the sale of those taken instead.'),
  })
  .meta({ id: 'Transaction' });

export const stockEffectSchema = z.array(
  z.object({ itemId: idSchema, stockItemId: idSchema, quantityAfter: z.string(), cost: moneySchema }),
);

export const journalPreviewSchema = z.array(
  z.object({ accountId: idSchema, code: z.string(), name: z.string(), debit: moneySchema, credit: moneySchema }),
);

export const previewedTransactionSchema = transactionSchema
  .extend({
    dryRun: z.literal(true),
    stockEffect: stockEffectSchema,
    journalPreview: journalPreviewSchema,
  })
  .meta({ id: 'TransactionPreview' });

/** Of one route: with `?dryRun=true` a preview. */
export const soldOrPreviewedSchema = z.union([transactionSchema, previewedTransactionSchema]);

export const transactionSummarySchema = z
  .object({
    transactionId: idSchema,
    ...standing,
    receiptNumber: z.string(),
    outletId: idSchema,
    shiftId: idSchema,
    orderType: orderTypeSchema,
    customerId: idSchema.nullable(),
    ...amounts,
    syncStatus: z.enum(['pending', 'synced', 'failed']),
    ledgerEntryId: idSchema.nullable(),
    businessDate: businessDateSchema,
    occurredAt: z.iso.datetime(),
    recordedAt: z.iso.datetime(),
  })
  .meta({ id: 'TransactionSummary' });

export const transactionPageSchema = pageOf(transactionSummarySchema).meta({ id: 'TransactionPage' });

export const transactionFilterSchema = z.strictObject({
  outletId: idSchema,
  businessDate: businessDateSchema.optional(),
  ...pagingSchema,
});

export type TransactionFilterInput = z.infer<typeof transactionFilterSchema>;
export type TransactionView = z.infer<typeof transactionSchema>;
export type TransactionSummary = z.infer<typeof transactionSummarySchema>;
