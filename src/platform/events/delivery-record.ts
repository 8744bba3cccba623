import { Injectable, Logger } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import { addToLogContext, type LogContext } from '../observability/log-context';
import { Metrics } from '../observability/metrics';
import { SlidingShare } from '../observability/sliding-share';
import { inSpan } from '../observability/spans';
import type { ClaimedEvent } from './cursors';
import { type EventListener, takes } from './event-listener';
import type { EventPlace } from './parked-events';
import type { DeliveryTerms } from './relay-settings';

/** What is counted, logged and traced of deliveries. */
@Injectable()
export class DeliveryRecord {
  private readonly log = new Logger('Delivery');
  private readonly recent = new SlidingShare();

  constructor(private readonly metrics: Metrics) {
    metrics.read(() => metrics.failedShare.set(this.recent.share));
  }

  /** What the listener does and logs with the events says whose they are. */
  follow({ name }: EventListener, events: readonly RecordedEvent[], handle: () => Promise<void>): Promise<void> {
    addToLogContext(originOf(events));
    const facts = { 'tillbook.listener': name, 'tillbook.events': events.length };
    return inSpan(`deliver ${name}`, events[0]!.businessId, facts, handle);
  }

  delivered(
    listener: EventListener,
    events: readonly ClaimedEvent[],
    { enableTelemetry }: Pick<DeliveryTerms, 'enableTelemetry'>,
  ): void {
    if (events.length === 0) return;
    const { name } = listener;
    this.metrics.deliveries.inc({ listener: name, result: 'delivered' }, events.length);
    this.recent.add(events.length, { failed: false });
    const taken = events.filter(({ type }) => takes(listener, type));
    addToLogContext(originOf(taken));
    if (taken.length > 0) this.log.debug(`${name} took ${taken.length} events`);
    addToLogContext(originOf([]));
    if (!enableTelemetry) return;
    const oldest = Math.min(...events.map((event) => event.recordedAt.getTime()));
    this.metrics.deliveryLag.observe({ listener: name }, (Date.now() - oldest) / 1_000);
  }

  failed(
    { name }: EventListener,
    place: EventPlace & Partial<RecordedEvent>,
    error: unknown,
    fate: 'parked' | 'dead',
  ): void {
    this.metrics.deliveries.inc({ listener: name, result: 'failed' });
    this.recent.add(1, { failed: true });
    if (place.correlationId !== undefined) addToLogContext({ correlationId: place.correlationId });
    const told = `${name} could not take event ${place.seq} of ${place.streamId}, which is ${fate}`;
    this.log.error(`${told}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    addToLogContext(originOf([]));
  }

  /** Says so, and gives the error back to be thrown. */
  brokenOff({ name }: EventListener, error: unknown): unknown {
    this.metrics.deliveries.inc({ listener: name, result: 'broken-off' });
    return error;
  }
}

/** What the events have in common; the requests they follow from, all of them. */
function originOf(events: readonly RecordedEvent[]): LogContext {
  const ids = [...new Set(events.map(({ correlationId }) => correlationId))];
  const streams = [...new Set(events.map(({ streamId }) => streamId))];
  const isOneOutlet = streams.length === 1 && streams[0] !== events[0]!.businessId;
  return {
    correlationId: ids.length === 1 ? ids[0] : undefined,
    correlationIds: ids.length > 1 ? ids : undefined,
    outletId: isOneOutlet ? streams[0] : undefined,
  };
}
