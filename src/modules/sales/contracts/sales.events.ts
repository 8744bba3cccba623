import { z } from 'zod';

export const ORDER_TYPES = ['dine_in', 'takeaway', 'delivery', 'retail'] as const;

export type OrderType = (typeof ORDER_TYPES)[number];

export const PAYMENT_METHODS = ['cash', 'card', 'qris', 'bank_transfer', 'delivery_platform'] as const;

export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export const TRANSACTION_CREATED = 'sales.transaction-created';

/** A sale was committed. Amounts in whole rupiah, quantities as decimal strings. */
export const transactionCreatedSchema = z.object({
  transactionId: z.uuid(),
  outletId: z.uuid(),
  shiftId: z.uuid(),
  receiptNumber: z.string(),
  businessDate: z.iso.date(),
  orderType: z.enum(ORDER_TYPES),
  tableId: z.uuid().nullable(),
  customerId: z.uuid().nullable(),
  subtotal: z.int(),
  discountAmount: z.int(),
  serviceCharge: z.int(),
  taxAmount: z.int(),
  rounding: z.int(),
  grandTotal: z.int(),
  notes: z.string().nullable(),
  items: z.array(
    z.object({
      itemId: z.uuid(),
      lineNumber: z.int(),
      productId: z.uuid(),
      variantId: z.uuid().nullable(),
      name: z.string(),
      quantity: z.string(),
      unitPrice: z.int(),
      /** The catalog's price; another unitPrice was set by hand, by someone with the right to. */
      listPrice: z.int(),
      station: z.string().nullable(),
      modifiers: z.array(z.object({ modifierId: z.uuid(), name: z.string(), quantity: z.int() })),
      notes: z.string().nullable(),
    }),
  ),
  payments: z.array(z.object({ method: z.enum(PAYMENT_METHODS), amount: z.int() })),
});

export type TransactionCreated = z.infer<typeof transactionCreatedSchema>;

export const SHIFT_OPENED = 'sales.shift-opened';

export const shiftOpenedSchema = z.object({
  shiftId: z.uuid(),
  outletId: z.uuid(),
  drawer: z.string(),
  businessDate: z.iso.date(),
  openingCash: z.int(),
});

export type ShiftOpened = z.infer<typeof shiftOpenedSchema>;

export const SHIFT_CLOSED = 'sales.shift-closed';

export const shiftClosedSchema = z.object({
  shiftId: z.uuid(),
  outletId: z.uuid(),
  countedCash: z.int(),
  expectedCash: z.int(),
});

export type ShiftClosed = z.infer<typeof shiftClosedSchema>;
