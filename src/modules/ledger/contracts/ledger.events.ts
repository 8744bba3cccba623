import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';

/** Ways of paying whose money comes later, and less a fee. */
export const CLEARED_METHODS = ['card', 'qris', 'delivery_platform'] as const;

export type ClearedMethod = (typeof CLEARED_METHODS)[number];

export const SETTLEMENT_RECORDED = 'ledger.settlement-recorded';

export const settlementRecordedSchema = z.object({
  settlementId: z.uuid(),
  outletId: z.uuid(),
  method: z.enum(CLEARED_METHODS),
  gross: amountField.describe('Integer minor units: what customers had paid.'),
  fee: amountField.describe('Integer minor units: of the gross, what was kept.'),
  settledOn: z.iso.date(),
});

export type SettlementRecorded = z.infer<typeof settlementRecordedSchema>;

export const LEDGER_EVENTS: readonly EventContract[] = [
  {
    type: SETTLEMENT_RECORDED,
    version: 1,
    description: 'What customers had paid by card, QRIS or a platform came to the bank, less its fee.',
    schema: settlementRecordedSchema,
  },
];
