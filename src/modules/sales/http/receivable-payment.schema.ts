import { z } from 'zod';
import { businessDateSchema, idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { RECEIPT_METHODS } from '../contracts/sales.events';

export const receivePaymentSchema = z
  .strictObject({
    amount: moneySchema.min(1).describe('Up to what is open, in whole rupiah.'),
    method: z.enum(RECEIPT_METHODS),
    shiftId: idSchema.nullish().describe('Whose drawer takes it; required for cash, of the outlet that sold.'),
    reference: textSchema(100).nullish(),
  })
  .meta({ id: 'ReceivePayment' });

export type ReceivePaymentInput = z.infer<typeof receivePaymentSchema>;

export const receivedPaymentSchema = z
  .object({
    receiptId: idSchema,
    receivableId: idSchema,
    method: z.enum(RECEIPT_METHODS),
    amount: moneySchema,
    open: moneySchema.describe('What is still owed.'),
    ledgerEntryId: idSchema,
    businessDate: businessDateSchema,
  })
  .meta({ id: 'ReceivedPayment' });

export type ReceivedPaymentView = z.infer<typeof receivedPaymentSchema>;
