import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import { Listener } from '../events/event-listener';
import type { EventSender } from '../events/event-sender';
import { Broker } from './broker';
import { routingKeyOf, toCloudEvent } from './cloud-event';

/** Other systems hear every fact, in order per outlet, at least once: the message's id is the event's. */
@Listener()
@Injectable()
export class RabbitMqSender implements EventSender {
  readonly name = 'rabbitmq';
  readonly eventTypes = 'all';
  readonly begins = 'at-the-beginning';
  readonly gathersMs = 20;

  constructor(private readonly broker: Broker) {}

  send(events: readonly RecordedEvent[]): Promise<void> {
    return this.broker.publish(
      events.map((event) => ({
        routingKey: routingKeyOf(event),
        messageId: event.eventId,
        type: event.type,
        correlationId: event.correlationId,
        body: toCloudEvent(event),
      })),
    );
  }
}
