import { z } from 'zod';
import { businessDateSchema, idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { CLEARED_METHODS } from '../contracts/ledger.events';

export const recordSettlementSchema = z
  .strictObject({
    outletId: idSchema,
    method: z.enum(CLEARED_METHODS),
    gross: moneySchema.min(1).describe('What customers had paid: what came to the bank, and the fee.'),
    fee: moneySchema.describe('MDR or commission: the expense of the shop, never added to a bill.'),
    settledOn: businessDateSchema.describe('The day on which it came to the bank.'),
    reference: textSchema(100).nullish(),
  })
  .meta({ id: 'RecordSettlement' });

export type RecordSettlementInput = z.infer<typeof recordSettlementSchema>;

export const recordedSettlementSchema = z
  .object({
    settlementId: idSchema,
    gross: moneySchema,
    fee: moneySchema,
    net: moneySchema.describe('gross - fee: what came to the bank.'),
    stillToCome: moneySchema.describe('What customers have paid by this method and is not settled, at all outlets.'),
    ledgerEntryId: idSchema,
  })
  .meta({ id: 'RecordedSettlement' });

export type RecordedSettlementView = z.infer<typeof recordedSettlementSchema>;
