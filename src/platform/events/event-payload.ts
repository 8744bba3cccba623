import type { z } from 'zod';
import type { RecordedEvent } from '../../kernel/domain-event';

/** The events with their payloads read by the contract of the module that recorded them. */
export function readPayloads<Payload>(
  events: readonly RecordedEvent[],
  contract: z.ZodType<Payload>,
): RecordedEvent<Payload>[] {
  return events.map((event) => ({ ...event, payload: contract.parse(event.payload) }));
}
