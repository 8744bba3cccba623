import type { RecordedEvent } from '../../kernel/domain-event';

/** CloudEvents 1.0, structured mode; `sequence` and `partitionkey` are its published extensions. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataversion: number;
  readonly sequence: string;
  readonly partitionkey: string;
  readonly correlationid: string;
  readonly data: unknown;
}

export function toCloudEvent(event: RecordedEvent): CloudEvent {
  return {
    specversion: '1.0',
    id: event.eventId,
    source: `/businesses/${event.businessId}/streams/${event.streamId}`,
    type: event.type,
    time: event.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    dataversion: event.version,
    sequence: String(event.seq).padStart(12, '0'), // its order is that of text
    partitionkey: event.streamId,
    correlationid: event.correlationId,
    data: event.payload,
  };
}

/** For a consumer that does not want to read the body, or cannot yet. Nothing of the request is among them. */
export function headersOf(event: RecordedEvent): Record<string, string | number> {
  const { type, version, businessId, streamId, correlationId } = event;
  return { type, version, businessId, ...(streamId !== businessId && { outletId: streamId }), correlationId };
}

/** `{businessId}.{outletId}.{event type}`; facts that belong to no outlet say `business` in its place. */
export function routingKeyOf({ businessId, streamId, type }: RecordedEvent): string {
  return `${businessId}.${streamId === businessId ? 'business' : streamId}.${type}`;
}
