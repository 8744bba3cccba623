import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { APPROVAL_GIVEN, type ApprovalGiven, PIN_CHANGED, type PinChanged } from '../contracts/approval.events';

export function approvalGiven(
  payload: ApprovalGiven,
  occurredAt: Date,
): DomainEvent<typeof APPROVAL_GIVEN, ApprovalGiven> {
  return { eventId: newId(), type: APPROVAL_GIVEN, version: 1, outletId: payload.outletId, payload, occurredAt };
}

/** An employee belongs to no outlet: it is told on the business's own stream. */
export function pinChanged(payload: PinChanged, occurredAt: Date): DomainEvent<typeof PIN_CHANGED, PinChanged> {
  return { eventId: newId(), type: PIN_CHANGED, version: 1, outletId: null, payload, occurredAt };
}
