import type { EventActor } from '../../kernel/domain-event';
import type { TxContext } from '../database/tx';
import type { EventListener } from './event-listener';

/** The actor of what no employee did. */
export const SYSTEM_ACTOR: EventActor = { employeeId: '00000000-0000-0000-0000-000000000000', role: 'system' };

export function contextOf(listener: EventListener, businessId: string): TxContext {
  return {
    businessId,
    actor: SYSTEM_ACTOR,
    correlationId: `listener:${listener.name}`,
  };
}
