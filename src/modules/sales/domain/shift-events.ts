import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import {
  CASH_MOVED,
  type CashMoved,
  DRAWER_LIMIT_CHANGED,
  type DrawerLimitChanged,
  SHIFT_ENDED,
  type ShiftEnded,
} from '../contracts/drawer.events';
import type { MovedCash } from './cash-movement';
import { SHIFT_CLOSED, SHIFT_OPENED, type ShiftClosed, type ShiftOpened } from '../contracts/sales.events';

export function shiftOpened(payload: ShiftOpened, occurredAt: Date): DomainEvent<typeof SHIFT_OPENED, ShiftOpened> {
  return { eventId: newId(), type: SHIFT_OPENED, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function shiftClosed(payload: ShiftClosed, occurredAt: Date): DomainEvent<typeof SHIFT_CLOSED, ShiftClosed> {
  return { eventId: newId(), type: SHIFT_CLOSED, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function shiftEnded(payload: ShiftEnded, occurredAt: Date): DomainEvent<typeof SHIFT_ENDED, ShiftEnded> {
  return { eventId: newId(), type: SHIFT_ENDED, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function cashMoved(
  { id: movementId, ...moved }: MovedCash,
  outletId: string,
  occurredAt: Date,
): DomainEvent<typeof CASH_MOVED, CashMoved> {
  const payload = { movementId, outletId, ...moved };
  return { eventId: newId(), type: CASH_MOVED, version: 1, outletId, payload, occurredAt };
}

export function drawerLimitChanged(
  payload: DrawerLimitChanged,
  occurredAt: Date,
): DomainEvent<typeof DRAWER_LIMIT_CHANGED, DrawerLimitChanged> {
  return { eventId: newId(), type: DRAWER_LIMIT_CHANGED, version: 1, outletId: payload.outletId, payload, occurredAt };
}
