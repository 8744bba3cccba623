import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField, quantityField } from '../../../platform/events/event-contract-fields';

export const REFUND_METHODS = ['cash', 'original', 'store_credit'] as const;

export type RefundMethod = (typeof REFUND_METHODS)[number];

export const TRANSACTION_REFUNDED = 'sales.transaction-refunded';

export const transactionRefundedSchema = z.object({
  transactionId: z.uuid().describe('The refund.'),
  originalTransactionId: z.uuid().describe('The sale.'),
  outletId: z.uuid(),
  shiftId: z.uuid(),
  receiptNumber: z.string(),
  originalReceiptNumber: z.string(),
  businessDate: z.iso.date(),
  customerId: z.uuid().nullable(),
  refundTotal: amountField,
  refundedBefore: amountField.describe('Integer minor units: of the sale, by earlier refunds.'),
  originalTotal: amountField.describe('Integer minor units: of the sale.'),
  onAccount: amountField.describe('Integer minor units: of the refund, what the customer owes less.'),
  method: z.enum(REFUND_METHODS),
  reason: z.string(),
  approvedBy: z.uuid().nullable().describe('The employee who answers for it; null where nobody had to.'),
  items: z.array(
    z.object({
      itemId: z.uuid(),
      originalItemId: z.uuid(),
      productId: z.uuid(),
      name: z.string(),
      quantity: quantityField,
      total: amountField,
      restocked: z.boolean().describe('It went back on the shelf.'),
    }),
  ),
  payments: z
    .array(
      z.object({
        paymentId: z.uuid(),
        originalPaymentId: z
          .uuid()
          .nullable()
          .describe('The payment of the sale that goes back; null: by another way.'),
        method: z.string(),
        amount: amountField,
      }),
    )
    .describe('What goes back, tender by tender; whoever took the money of one gives it back.'),
});

export type TransactionRefunded = z.infer<typeof transactionRefundedSchema>;

export const TRANSACTION_EXCHANGED = 'sales.transaction-exchanged';

export const transactionExchangedSchema = z.object({
  originalTransactionId: z.uuid().describe('The sale whose goods came back.'),
  refundId: z.uuid(),
  saleId: z.uuid().describe('What was taken instead.'),
  outletId: z.uuid(),
  exchanged: amountField.describe('Integer minor units: of the refund, what paid for the sale.'),
  givenBack: amountField.describe('Integer minor units: of the refund, what the customer got.'),
});

export type TransactionExchanged = z.infer<typeof transactionExchangedSchema>;

export const REFUND_EVENTS: readonly EventContract[] = [
  {
    type: TRANSACTION_REFUNDED,
    version: 1,
    description: 'Goods of a sale came back, and money was given back for them.',
    schema: transactionRefundedSchema,
  },
  {
    type: TRANSACTION_EXCHANGED,
    version: 1,
    description: 'Goods of a sale came back for others: a refund and a sale, each with its own event before this one.',
    schema: transactionExchangedSchema,
  },
];
