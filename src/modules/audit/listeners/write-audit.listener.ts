import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { AuditStore } from '../store/audit.store';

/** Keeps who did what, of everything that happens. */
@Listener()
export class WriteAuditListener implements EventListener {
  readonly name = 'audit';
  readonly eventTypes = 'all';
  readonly begins = 'at-the-beginning';
  readonly gathersMs = 400;

  constructor(private readonly audit: AuditStore) {}

  handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    return this.audit.write(tx, events);
  }
}
