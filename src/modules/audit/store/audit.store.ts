import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Tx } from '../../../platform/database/tx';
import { subjectOf } from '../domain/subject';

@Injectable()
export class AuditStore {
  async write(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const entries = events.map((event) => ({ ...event, subjectId: subjectOf(event.payload) }));
    await tx.prisma.$executeRaw`
      insert into audit.entries (business_id, id, stream_id, seq, action, actor, subject_id, data, correlation_id,
                                 occurred_at)
      select ${tx.businessId}::uuid, e."eventId", e."streamId", e.seq, e.type, e.actor, e."subjectId", e.payload,
             e."correlationId", e."occurredAt"
        from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e("eventId" uuid, "streamId" uuid, seq bigint,
               type text, actor jsonb, "subjectId" uuid, payload jsonb, "correlationId" text, "occurredAt" timestamptz)
      on conflict do nothing`;
  }
}
