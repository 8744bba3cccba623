import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { SESSION_REVOKED, type SessionEnding, type SessionRevoked } from '../contracts/identity.events';

export interface RevokedSession {
  readonly sessionId: string;
  readonly employeeId: string;
  readonly revokedAt: Date;
}

/** A session belongs to no outlet: it is told on the business's own stream. */
export function sessionRevoked(
  { sessionId, employeeId, revokedAt }: RevokedSession,
  reason: SessionEnding,
): DomainEvent<typeof SESSION_REVOKED, SessionRevoked> {
  return {
    eventId: newId(),
    type: SESSION_REVOKED,
    version: 1,
    outletId: null,
    occurredAt: revokedAt,
    payload: { sessionId, employeeId, reason },
  };
}
