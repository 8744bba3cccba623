import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';

export const EVENTS_RETRIED = 'operations.events-retried';

export const eventsRetriedSchema = z.object({
  failures: z.array(z.object({ eventId: z.uuid(), listener: z.string() })),
});

export type EventsRetried = z.infer<typeof eventsRetriedSchema>;

export const EVENT_DISCARDED = 'operations.event-discarded';

export const eventDiscardedSchema = z.object({
  eventId: z.uuid(),
  listeners: z.array(z.string()),
  reason: z.string(),
});

export type EventDiscarded = z.infer<typeof eventDiscardedSchema>;

export const LISTENER_REPLAYED = 'operations.listener-replayed';

export const listenerReplayedSchema = z.object({
  listener: z.string(),
  fromSeq: z.int().describe('The number of the first event that it is told again, in each stream.'),
  streams: z.array(
    z.object({
      streamId: z.uuid().describe("The outlet's id, or the business's own."),
      position: z.int().describe('The number of the last event that it had seen there.'),
    }),
  ),
});

export type ListenerReplayed = z.infer<typeof listenerReplayedSchema>;

export const OPERATIONS_EVENTS: readonly EventContract[] = [
  {
    type: EVENTS_RETRIED,
    version: 1,
    description: 'Somebody had events tried again that listeners could not take.',
    schema: eventsRetriedSchema,
  },
  {
    type: EVENT_DISCARDED,
    version: 1,
    description: 'Somebody gave an event up that listeners could not take.',
    schema: eventDiscardedSchema,
  },
  {
    type: LISTENER_REPLAYED,
    version: 1,
    description: 'Somebody set a listener back: it is told again what it had seen.',
    schema: listenerReplayedSchema,
  },
];
