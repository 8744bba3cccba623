import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { CREDIT_LIMIT_CHANGED, type CreditLimitChanged } from '../contracts/customers.events';

/** A customer is the whole business's: it is told on the business's own stream. */
export function creditLimitChanged(
  payload: CreditLimitChanged,
  occurredAt: Date,
): DomainEvent<typeof CREDIT_LIMIT_CHANGED, CreditLimitChanged> {
  return { eventId: newId(), type: CREDIT_LIMIT_CHANGED, version: 1, outletId: null, payload, occurredAt };
}
