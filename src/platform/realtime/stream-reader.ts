import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import { Database } from '../database/database';

/** The stream of an outlet, or the business's own. */
export interface StreamKey {
  readonly businessId: string;
  readonly streamId: string;
}

/** A piece of a stream, in order. Everything of the wanted types from `after` (exclusive) to `reached` is in it. */
export interface StreamPage {
  readonly after: number;
  readonly reached: number;
  readonly events: readonly RecordedEvent[];
}

export interface StreamHead extends StreamKey {
  readonly head: number;
}

interface PageRow {
  head: string;
  seq: string | null;
  event_id: string;
  type: string;
  version: number;
  payload: unknown;
  occurred_at: Date;
  actor: RecordedEvent['actor'];
  correlation_id: string;
}

/** How many numbers of a stream one page covers. */
const PAGE_EVENTS = 200;

/** Reads the log for sockets. */
@Injectable()
export class StreamReader {
  constructor(private readonly database: Database) {}

  /** How far streams have come, of whichever tenants, in one round trip. */
  async heads(streams: readonly StreamKey[]): Promise<StreamHead[]> {
    const rows = await this.database.ask<{ business_id: string; stream_id: string; head: string }>('outbox.heads_of', [
      streams.map(({ businessId }) => businessId),
      streams.map(({ streamId }) => streamId),
    ]);
    return rows.map((row) => ({ businessId: row.business_id, streamId: row.stream_id, head: Number(row.head) }));
  }

  /** The numbers of a stream have no gaps, so a page is a range of them, whatever events of other types lie in it. */
  async page({ businessId, streamId }: StreamKey, after: number, types: readonly string[]): Promise<StreamPage> {
    const rows = await this.database.ask<PageRow>('outbox.read_range', [
      businessId,
      streamId,
      after,
      PAGE_EVENTS,
      types,
    ]);
    const head = Number(rows[0]?.head ?? 0);
    return {
      after,
      reached: Math.max(after, Math.min(head, after + PAGE_EVENTS)),
      events: rows.filter((row) => row.seq !== null).map((row) => toEvent(businessId, streamId, row)),
    };
  }
}

function toEvent(businessId: string, streamId: string, row: PageRow): RecordedEvent {
  return {
    businessId,
    streamId,
    seq: Number(row.seq),
    eventId: row.event_id,
    type: row.type,
    version: row.version,
    payload: row.payload,
    occurredAt: row.occurred_at,
    actor: row.actor,
    correlationId: row.correlation_id,
  };
}
