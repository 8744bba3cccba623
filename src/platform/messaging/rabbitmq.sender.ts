import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import type { Tx } from '../database/tx';
import { type EventListener, Listener } from '../events/event-listener';
import { inSpan } from '../observability/spans';
import { Broker } from './broker';
import { headersOf, routingKeyOf, toCloudEvent } from './cloud-event';
import { Topology } from './topology';

/** Other systems hear every fact, in order per outlet, at least once: the message's id is the event's. */
@Listener()
@Injectable()
export class RabbitMqSender implements EventListener {
  readonly name = 'rabbitmq';
  readonly eventTypes = 'all';
  readonly begins = 'at-the-beginning';
  readonly gathersMs = 20;

  constructor(
    private readonly broker: Broker,
    private readonly topology: Topology,
  ) {}

  handle(_tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const messages = events.map((event) => ({
      exchange: this.topology.events,
      routingKey: routingKeyOf(event),
      content: Buffer.from(JSON.stringify(toCloudEvent(event))),
      properties: {
        contentType: 'application/cloudevents+json',
        messageId: event.eventId,
        type: event.type,
        correlationId: event.correlationId,
        headers: headersOf(event),
      },
    }));
    const facts = { 'messaging.system': 'rabbitmq', 'messaging.batch.message_count': messages.length };
    return inSpan('publish tillbook.events', events[0]!.businessId, facts, () => this.broker.publish(messages));
  }
}
