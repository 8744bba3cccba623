import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField, quantityField } from '../../../platform/events/event-contract-fields';
import { DRAWER_EVENTS } from './drawer.events';
import { REFUND_EVENTS } from './refund.events';
import { SYNC_EVENTS } from './sync.events';
import { UNDOING_EVENTS } from './undoing.events';

export const ORDER_TYPES = ['dine_in', 'takeaway', 'delivery', 'retail'] as const;

export type OrderType = (typeof ORDER_TYPES)[number];

/** What a customer pays with. */
export const PAYMENT_METHODS = [
  'cash',
  'card',
  'qris',
  'bank_transfer',
  'delivery_platform',
  'store_credit',
  'gift_card',
] as const;

/** What a document is settled with: in an exchange, what is taken by what comes back. */
export const TENDER_METHODS = [...PAYMENT_METHODS, 'exchange'] as const;

export type PaymentMethod = (typeof TENDER_METHODS)[number];

/** The system role of the account that a payment of each method goes to: where its money is until it arrives. */
export const TENDER_ROLES: Record<PaymentMethod, string> = {
  cash: 'CASH_DRAWER',
  card: 'CARD_CLEARING',
  qris: 'QRIS_CLEARING',
  bank_transfer: 'BANK',
  delivery_platform: 'PLATFORM_CLEARING',
  store_credit: 'STORE_CREDIT',
  gift_card: 'GIFT_CARD',
  exchange: 'REFUND_PAYABLE',
};

/** How a debt is paid: by money, whichever way it comes. */
export const RECEIPT_METHODS = ['cash', 'card', 'qris', 'bank_transfer'] as const satisfies readonly PaymentMethod[];

export type ReceiptMethod = (typeof RECEIPT_METHODS)[number];

export const PAYMENT_STATUSES = ['paid', 'partial', 'unpaid'] as const;

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const DISCOUNT_SCOPES = ['line', 'order'] as const;

export type DiscountScope = (typeof DISCOUNT_SCOPES)[number];

export const DISCOUNT_SOURCES = ['manual', 'promotion', 'voucher', 'points'] as const;

export type DiscountSource = (typeof DISCOUNT_SOURCES)[number];

export const TRANSACTION_CREATED = 'sales.transaction-created';

export const transactionCreatedSchema = z.object({
  transactionId: z.uuid(),
  outletId: z.uuid(),
  shiftId: z.uuid(),
  receiptNumber: z.string(),
  businessDate: z.iso.date(),
  orderType: z.enum(ORDER_TYPES),
  tableId: z.uuid().nullable(),
  customerId: z.uuid().nullable(),
  subtotal: amountField,
  discountAmount: amountField,
  serviceCharge: amountField,
  taxAmount: amountField,
  rounding: amountField,
  grandTotal: amountField,
  tip: amountField.describe('Integer minor units: for the staff, beside the grand total.'),
  onAccount: amountField.describe('Integer minor units: what the customer owes of it.'),
  dueDate: z.iso.date().nullable(),
  approvals: z
    .array(z.object({ approvalId: z.uuid(), action: z.string(), approvedBy: z.uuid() }))
    .describe('Permissions that somebody lent to the cashier for it.'),
  notes: z.string().nullable(),
  items: z.array(
    z.object({
      itemId: z.uuid(),
      lineNumber: z.int().describe('From 1.'),
      productId: z.uuid(),
      variantId: z.uuid().nullable(),
      name: z.string(),
      quantity: quantityField,
      baseQuantity: quantityField.describe('Decimal string: in the unit in which the product is counted.'),
      unitPrice: amountField,
      listPrice: amountField.describe(
        "Integer minor units: the catalog's price. Another unitPrice was set by hand, by someone with the right to.",
      ),
      discountAmount: amountField.describe('Integer minor units: all that was taken off, before tax.'),
      discounts: z.array(
        z.object({
          scope: z.enum(DISCOUNT_SCOPES).describe('order: the share of the line in a discount on the whole sale.'),
          source: z.enum(DISCOUNT_SOURCES).describe('manual: by somebody with the right to, or with an approval.'),
          sourceId: z
            .uuid()
            .nullable()
            .describe(
              'Of the promotion, of the voucher, or of the customer whose points they were; null: given by hand.',
            ),
          name: z.string(),
          amount: amountField.describe('Integer minor units: off the price on the shelf.'),
        }),
      ),
      station: z.string().nullable(),
      combo: z
        .object({
          itemNumber: z.int().describe('Items of one number were sold as one.'),
          productId: z.uuid(),
          name: z.string(),
        })
        .optional()
        .describe('The combo that it was sold in.'),
      modifiers: z.array(
        z.object({ modifierId: z.uuid(), name: z.string(), quantity: z.int().describe('Per unit of the item.') }),
      ),
      notes: z.string().nullable(),
    }),
  ),
  payments: z.array(z.object({ method: z.enum(TENDER_METHODS), amount: amountField })),
});

export type TransactionCreated = z.infer<typeof transactionCreatedSchema>;

export const SHIFT_OPENED = 'sales.shift-opened';

export const shiftOpenedSchema = z.object({
  shiftId: z.uuid(),
  outletId: z.uuid(),
  drawer: z.string(),
  businessDate: z.iso.date(),
  openingCash: amountField,
});

export type ShiftOpened = z.infer<typeof shiftOpenedSchema>;

export const SHIFT_CLOSED = 'sales.shift-closed';

export const shiftClosedSchema = z.object({
  shiftId: z.uuid(),
  outletId: z.uuid(),
  countedCash: amountField,
  expectedCash: amountField,
});

export type ShiftClosed = z.infer<typeof shiftClosedSchema>;

export const RECEIVABLE_PAID = 'sales.receivable-paid';

export const receivablePaidSchema = z.object({
  receiptId: z.uuid(),
  receivableId: z.uuid(),
  outletId: z.uuid(),
  customerId: z.uuid().nullable().describe('Null: an offline till had taken it for paid, by nobody who is known.'),
  shiftId: z.uuid().nullable(),
  method: z.enum(RECEIPT_METHODS),
  amount: amountField,
  open: amountField.describe('Integer minor units: what is still owed.'),
});

export type ReceivablePaid = z.infer<typeof receivablePaidSchema>;

export const SALES_EVENTS: readonly EventContract[] = [
  {
    type: TRANSACTION_CREATED,
    version: 1,
    description: 'A sale was committed.',
    schema: transactionCreatedSchema,
  },
  {
    type: SHIFT_OPENED,
    version: 1,
    description: 'A drawer was opened with its float.',
    schema: shiftOpenedSchema,
  },
  {
    type: SHIFT_CLOSED,
    version: 1,
    description: 'The cash of a shift was counted, and nothing is sold in it any more.',
    schema: shiftClosedSchema,
  },
  {
    type: RECEIVABLE_PAID,
    version: 1,
    description: 'A customer paid what a sale had left on account, or a part of it.',
    schema: receivablePaidSchema,
  },
  ...DRAWER_EVENTS,
  ...SYNC_EVENTS,
  ...UNDOING_EVENTS,
  ...REFUND_EVENTS,
];
