import type { RecordedEvent } from '../../kernel/domain-event';
import type { Tx } from '../database/tx';
import type { EventListener } from './event-listener';

/** With the time of its commit, by the database's clock. */
export type ClaimedEvent = RecordedEvent & { readonly recordedAt: Date };

export interface EventRow {
  readonly stream_id: string;
  readonly seq: bigint;
  readonly event_id: string;
  readonly type: string;
  readonly version: number;
  readonly payload: unknown;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly actor: RecordedEvent['actor'];
  readonly correlation_id: string;
}

/** What the listener has not seen of all streams of the business. The cursors are locked until the commit. */
export async function claimBatch(tx: Tx, listener: EventListener, atMost: number): Promise<ClaimedEvent[]> {
  const rows = await tx.prisma.$queryRaw<EventRow[]>`
    select stream_id, seq, event_id, type, version, payload, occurred_at, recorded_at, actor, correlation_id
      from outbox.claim_batch(${tx.businessId}::uuid, ${listener.name}, ${atMost}::integer,
             ${listener.begins === 'at-the-head'})`;
  return rows.map((row) => toClaimedEvent(tx.businessId, row));
}

/** The next event of a stream, or of this one; null when there is none that nobody else holds. Locked likewise. */
export async function claimNext(
  tx: Tx,
  listener: EventListener,
  streamId: string | null = null,
): Promise<ClaimedEvent | null> {
  const [row] = await tx.prisma.$queryRaw<EventRow[]>`
    select stream_id, seq, event_id, type, version, payload, occurred_at, recorded_at, actor, correlation_id
      from outbox.claim_next(${tx.businessId}::uuid, ${listener.name}, ${listener.begins === 'at-the-head'},
             ${streamId}::uuid)`;
  return row ? toClaimedEvent(tx.businessId, row) : null;
}

/** Past these events, which are in order within each stream. Tells whether more is waiting there. */
export async function moveCursors(tx: Tx, listener: EventListener, events: readonly RecordedEvent[]): Promise<boolean> {
  const positions = new Map(events.map((event) => [event.streamId, event.seq])); // the last one stays
  const moves = [...positions].map(([streamId, position]) => ({ streamId, position }));
  const [row] = await tx.prisma.$queryRaw<[{ more: boolean }]>`
    select outbox.move_cursors(${tx.businessId}::uuid, ${listener.name}, ${JSON.stringify(moves)}::jsonb) as more`;
  return row.more;
}

/** The event that was in hand alone has come to an end that we know. */
export async function putDown(tx: Tx, listener: EventListener, { streamId }: RecordedEvent): Promise<void> {
  await tx.prisma.$executeRaw`
    update outbox.in_hand h set seq = 0
     where h.business_id = ${tx.businessId}::uuid and h.stream_id = ${streamId}::uuid and h.listener = ${listener.name}`;
}

export function toClaimedEvent(businessId: string, row: EventRow): ClaimedEvent {
  return {
    businessId,
    streamId: row.stream_id,
    seq: Number(row.seq),
    eventId: row.event_id,
    type: row.type,
    version: row.version,
    payload: row.payload,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    correlationId: row.correlation_id,
  };
}
