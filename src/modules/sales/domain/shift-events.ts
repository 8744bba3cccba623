import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { SHIFT_CLOSED, SHIFT_OPENED, type ShiftClosed, type ShiftOpened } from '../contracts/sales.events';

export function shiftOpened(payload: ShiftOpened, occurredAt: Date): DomainEvent<typeof SHIFT_OPENED, ShiftOpened> {
  return { eventId: newId(), type: SHIFT_OPENED, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function shiftClosed(payload: ShiftClosed, occurredAt: Date): DomainEvent<typeof SHIFT_CLOSED, ShiftClosed> {
  return { eventId: newId(), type: SHIFT_CLOSED, version: 1, outletId: payload.outletId, payload, occurredAt };
}
