import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';

export const BILL_HELD = 'sales.bill-held';

export const billHeldSchema = z.object({
  heldBillId: z.uuid(),
  outletId: z.uuid(),
  tableId: z.uuid().nullable(),
  expiresAt: z.iso.datetime(),
});

export type BillHeld = z.infer<typeof billHeldSchema>;

export const BILL_RESUMED = 'sales.bill-resumed';
export const BILL_EXPIRED = 'sales.bill-expired';

export const heldBillEndedSchema = z.object({
  heldBillId: z.uuid(),
  outletId: z.uuid(),
  tableId: z.uuid().nullable(),
});

export type HeldBillEnded = z.infer<typeof heldBillEndedSchema>;

export const HELD_BILL_EVENTS: readonly EventContract[] = [
  { type: BILL_HELD, version: 1, description: 'A cart was set aside.', schema: billHeldSchema },
  { type: BILL_RESUMED, version: 1, description: 'A till took a held bill back.', schema: heldBillEndedSchema },
  { type: BILL_EXPIRED, version: 1, description: 'Nobody came back for a held bill.', schema: heldBillEndedSchema },
];
