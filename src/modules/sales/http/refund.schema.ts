import { z } from 'zod';
import {
  businessDateSchema,
  idSchema,
  moneySchema,
  quantitySchema,
  signedMoneySchema,
} from '../../../platform/http/schemas';
import { REFUND_METHODS } from '../contracts/refund.events';
import { journalPreviewSchema, stockEffectSchema } from './transaction.schema';
import { approvalOfSaleSchema, reasonSchema } from './undoing.schema';

const RETURNS_MAX = 500;

export const returnsSchema = z
  .array(
    z.strictObject({
      itemId: idSchema.describe('An item of the sale.'),
      quantity: quantitySchema,
      restock: z.boolean().default(true).describe('false: it is damaged, and does not go back on the shelf.'),
    }),
  )
  .min(1)
  .max(RETURNS_MAX);

export const refundTransactionSchema = z
  .strictObject({
    items: returnsSchema,
    method: z
      .enum(REFUND_METHODS)
      .describe('original: the way it was paid; a debt for it shrinks first, by any method.'),
    shiftId: idSchema.describe('An open shift at the outlet of the sale; cash comes out of its drawer.'),
    customerId: idSchema.nullish().describe('Who gets the store credit of a sale that had no customer.'),
    reason: reasonSchema,
    approval: approvalOfSaleSchema,
  })
  .meta({ id: 'RefundTransaction' });

export type RefundTransactionInput = z.infer<typeof refundTransactionSchema>;

export const refundedTransactionSchema = z
  .object({
    transactionId: idSchema.describe('The refund, a transaction of its own.'),
    originalTransactionId: idSchema,
    receiptNumber: z.string(),
    outletId: idSchema,
    shiftId: idSchema,
    customerId: idSchema.nullable(),
    method: z.enum(REFUND_METHODS),
    refundTotal: moneySchema,
    rounding: signedMoneySchema.describe(
      'Of the cash part, and with the last refund what is left of that of the sale.',
    ),
    onAccount: moneySchema.describe('Of it, what the customer owes less.'),
    refundedTotal: moneySchema.describe('Of the sale by now, this refund included.'),
    reason: z.string(),
    approvedBy: idSchema.nullable().describe('Who answers for it; null where nobody had to.'),
    ledgerEntryId: idSchema.nullable(),
    businessDate: businessDateSchema,
    occurredAt: z.iso.datetime(),
    items: z.array(
      z.object({
        itemId: idSchema,
        originalItemId: idSchema,
        name: z.string(),
        quantity: z.string(),
        subtotal: moneySchema,
        discountAmount: moneySchema,
        serviceCharge: moneySchema,
        taxAmount: moneySchema,
        total: moneySchema,
        restocked: z.boolean(),
      }),
    ),
    payments: z.array(
      z.object({
        paymentId: idSchema,
        originalPaymentId: idSchema.nullable().describe('The payment of the sale that goes back.'),
        method: z.string(),
        amount: moneySchema,
      }),
    ),
  })
  .meta({ id: 'RefundedTransaction' });

export type RefundedTransactionView = z.infer<typeof refundedTransactionSchema>;

export const previewedRefundSchema = refundedTransactionSchema
  .extend({ dryRun: z.literal(true), stockEffect: stockEffectSchema, journalPreview: journalPreviewSchema })
  .meta({ id: 'RefundPreview' });

/** Of one route: with `?dryRun=true` a preview. */
export const refundedOrPreviewedSchema = z.union([refundedTransactionSchema, previewedRefundSchema]);
