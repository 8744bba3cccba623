import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import type { EventListener } from './event-listener';
import { RelaySettings } from './relay-settings';

interface EventRow {
  stream_id: string;
  seq: bigint;
  event_id: string;
  type: string;
  version: number;
  payload: unknown;
  occurred_at: Date;
  actor: RecordedEvent['actor'];
  correlation_id: string;
}

/** One batch for one listener and one business: the events, the listener's writes and its new positions in one commit. */
@Injectable()
export class Delivery {
  constructor(
    private readonly database: Database,
    private readonly settings: RelaySettings,
  ) {}

  /** Returns how many events were taken; 0 when nothing waits, or another worker holds what does. */
  async deliver(listener: EventListener, businessId: string): Promise<number> {
    const atMost = await this.settings.batchSize(businessId);
    const context = {
      businessId,
      actor: { employeeId: SYSTEM_ACTOR_ID, role: 'system' },
      correlationId: `listener:${listener.name}`,
    };
    return this.database.change(context, async (tx) => {
      const events = await claimBatch(tx, listener, atMost);
      if (events.length === 0) return 0;
      const wanted = events.filter((event) => takes(listener, event.type));
      if (wanted.length > 0) await listener.handle(tx, wanted);
      await moveCursors(tx, listener, events);
      return events.length;
    });
  }
}

/** The actor of what no employee did. */
const SYSTEM_ACTOR_ID = '00000000-0000-0000-0000-000000000000';

function takes({ eventTypes }: EventListener, type: string): boolean {
  return eventTypes === 'all' || eventTypes.includes(type);
}

async function claimBatch(tx: Tx, listener: EventListener, atMost: number): Promise<RecordedEvent[]> {
  const rows = await tx.prisma.$queryRaw<EventRow[]>`
    select stream_id, seq, event_id, type, version, payload, occurred_at, actor, correlation_id
      from outbox.claim_batch(${tx.businessId}::uuid, ${listener.name}, ${atMost}::integer,
             ${listener.begins === 'at-the-head'})`;
  return rows.map((row) => ({
    businessId: tx.businessId,
    streamId: row.stream_id,
    seq: Number(row.seq),
    eventId: row.event_id,
    type: row.type,
    version: row.version,
    payload: row.payload,
    occurredAt: row.occurred_at,
    actor: row.actor,
    correlationId: row.correlation_id,
  }));
}

async function moveCursors(tx: Tx, listener: EventListener, events: readonly RecordedEvent[]): Promise<void> {
  const positions = new Map(events.map((event) => [event.streamId, event.seq])); // in order, so the last one stays
  const moves = [...positions].map(([streamId, position]) => ({ streamId, position }));
  await tx.prisma.$executeRaw`
    select outbox.move_cursors(${tx.businessId}::uuid, ${listener.name}, ${JSON.stringify(moves)}::jsonb)`;
}
