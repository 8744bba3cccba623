import type { z } from 'zod';
import type { RecordedEvent } from '../../kernel/domain-event';

/** The events, or those of one type, with their payloads read by the contract of the module that recorded them. */
export function readPayloads<Payload>(
  events: readonly RecordedEvent[],
  contract: z.ZodType<Payload>,
  type?: string,
): RecordedEvent<Payload>[] {
  const read = type === undefined ? events : events.filter((event) => event.type === type);
  return read.map((event) => ({ ...event, payload: contract.parse(event.payload) }));
}
