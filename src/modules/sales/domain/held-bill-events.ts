import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import {
  BILL_EXPIRED,
  BILL_HELD,
  BILL_RESUMED,
  type BillHeld,
  type HeldBillEnded,
} from '../contracts/held-bill.events';

export function billHeld(payload: BillHeld, occurredAt: Date): DomainEvent<typeof BILL_HELD, BillHeld> {
  return { eventId: newId(), type: BILL_HELD, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function billResumed(payload: HeldBillEnded, occurredAt: Date): DomainEvent<typeof BILL_RESUMED, HeldBillEnded> {
  return { eventId: newId(), type: BILL_RESUMED, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function billExpired(payload: HeldBillEnded, occurredAt: Date): DomainEvent<typeof BILL_EXPIRED, HeldBillEnded> {
  return { eventId: newId(), type: BILL_EXPIRED, version: 1, outletId: payload.outletId, payload, occurredAt };
}
