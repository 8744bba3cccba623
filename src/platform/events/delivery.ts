import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import { Database } from '../database/database';
import type { Tx, TxContext } from '../database/tx';
import { Metrics } from '../observability/metrics';
import type { EventListener } from './event-listener';
import type { EventSender } from './event-sender';
import { RelaySettings } from './relay-settings';

/** With the time of its commit, by the database's clock. */
type ClaimedEvent = RecordedEvent & { readonly recordedAt: Date };

interface EventRow {
  stream_id: string;
  seq: bigint;
  event_id: string;
  type: string;
  version: number;
  payload: unknown;
  occurred_at: Date;
  recorded_at: Date;
  actor: RecordedEvent['actor'];
  correlation_id: string;
}

interface Batch {
  readonly events: readonly ClaimedEvent[];
  readonly more: boolean;
}

const NOTHING: Batch = { events: [], more: false };

export type Follower = EventListener | EventSender;

/** One batch for one follower of the log and one business. Tells whether more is waiting. */
@Injectable()
export class Delivery {
  constructor(
    private readonly database: Database,
    private readonly settings: RelaySettings,
    private readonly metrics: Metrics,
  ) {}

  async deliver(follower: Follower, businessId: string): Promise<boolean> {
    const atMost = await this.settings.batchSize(businessId);
    const context = {
      businessId,
      actor: { employeeId: SYSTEM_ACTOR_ID, role: 'system' },
      correlationId: `listener:${follower.name}`,
    };
    const { events, more } = await (
      'send' in follower ? this.tell(follower, context, atMost) : this.takeEffect(follower, context, atMost)
    ).catch((error: unknown) => {
      this.metrics.deliveries.inc({ listener: follower.name, result: 'failed' });
      throw error;
    });
    this.metrics.deliveries.inc({ listener: follower.name, result: 'delivered' }, events.length);
    if (events.length > 0) {
      const oldest = Math.min(...events.map((event) => event.recordedAt.getTime()));
      this.metrics.deliveryLag.observe({ listener: follower.name }, (Date.now() - oldest) / 1_000);
    }
    return more;
  }

  /** The events, the listener's writes and its new positions are one commit: exactly once. */
  private takeEffect(listener: EventListener, context: TxContext, atMost: number): Promise<Batch> {
    return this.database.change(context, async (tx) => {
      const events = await claimBatch(tx, listener, atMost);
      if (events.length === 0) return NOTHING;
      const wanted = events.filter((event) => takes(listener, event.type));
      if (wanted.length > 0) await listener.handle(tx, wanted);
      return { events, more: await moveCursors(tx, listener, events) };
    });
  }

  /** Sent outside any transaction, and then the position moves: at least once. */
  private async tell(sender: EventSender, context: TxContext, atMost: number): Promise<Batch> {
    const events = await this.database.change(context, (tx) => claimBatch(tx, sender, atMost));
    if (events.length === 0) return NOTHING;
    const wanted = events.filter((event) => takes(sender, event.type));
    if (wanted.length > 0) await sender.send(wanted);
    return { events, more: await this.database.change(context, (tx) => moveCursors(tx, sender, events)) };
  }
}

/** The actor of what no employee did. */
const SYSTEM_ACTOR_ID = '00000000-0000-0000-0000-000000000000';

export function takes({ eventTypes }: Follower, type: string): boolean {
  return eventTypes === 'all' || eventTypes.includes(type);
}

async function claimBatch(tx: Tx, listener: Follower, atMost: number): Promise<ClaimedEvent[]> {
  const rows = await tx.prisma.$queryRaw<EventRow[]>`
    select stream_id, seq, event_id, type, version, payload, occurred_at, recorded_at, actor, correlation_id
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
    recordedAt: row.recorded_at,
    actor: row.actor,
    correlationId: row.correlation_id,
  }));
}

async function moveCursors(tx: Tx, listener: Follower, events: readonly RecordedEvent[]): Promise<boolean> {
  const positions = new Map(events.map((event) => [event.streamId, event.seq])); // in order, so the last one stays
  const moves = [...positions].map(([streamId, position]) => ({ streamId, position }));
  const [row] = await tx.prisma.$queryRaw<[{ more: boolean }]>`
    select outbox.move_cursors(${tx.businessId}::uuid, ${listener.name}, ${JSON.stringify(moves)}::jsonb) as more`;
  return row.more;
}
