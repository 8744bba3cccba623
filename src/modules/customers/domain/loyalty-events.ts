import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { LOYALTY_PROGRAM_CHANGED, type LoyaltyProgramChanged } from '../contracts/loyalty.events';

export function loyaltyProgramChanged(
  payload: LoyaltyProgramChanged,
  occurredAt: Date,
): DomainEvent<typeof LOYALTY_PROGRAM_CHANGED, LoyaltyProgramChanged> {
  return { eventId: newId(), type: LOYALTY_PROGRAM_CHANGED, version: 1, outletId: null, payload, occurredAt };
}
