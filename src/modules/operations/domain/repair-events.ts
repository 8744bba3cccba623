import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import {
  EVENT_DISCARDED,
  type EventDiscarded,
  EVENTS_RETRIED,
  type EventsRetried,
  LISTENER_REPLAYED,
  type ListenerReplayed,
} from '../contracts/operations.events';

/** A repair is told on the business's own stream, also that of one outlet's events. */
function repaired<Type extends string, Payload>(
  type: Type,
  payload: Payload,
  occurredAt: Date,
): DomainEvent<Type, Payload> {
  return { eventId: newId(), type, version: 1, outletId: null, payload, occurredAt };
}

export function eventsRetried(
  failures: EventsRetried['failures'],
  at: Date,
): DomainEvent<typeof EVENTS_RETRIED, EventsRetried> {
  const named = failures.map(({ eventId, listener }) => ({ eventId, listener }));
  return repaired(EVENTS_RETRIED, { failures: named }, at);
}

export function eventDiscarded(
  discarded: EventDiscarded,
  at: Date,
): DomainEvent<typeof EVENT_DISCARDED, EventDiscarded> {
  return repaired(EVENT_DISCARDED, discarded, at);
}

export function listenerReplayed(
  replay: ListenerReplayed,
  at: Date,
): DomainEvent<typeof LISTENER_REPLAYED, ListenerReplayed> {
  return repaired(LISTENER_REPLAYED, replay, at);
}
