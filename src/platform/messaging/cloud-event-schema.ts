import { z } from 'zod';
import type { EventContract } from '../events/event-contract';
import type { CloudEvent } from './cloud-event';

/** The envelope of an event, with the event in it. */
export function cloudEventSchema({ type, version, schema }: EventContract): z.ZodType<CloudEvent> {
  return z.object({
    specversion: z.literal('1.0'),
    id: z.uuid().describe('Of the event. A message that is repeated has the same.'),
    source: z.string().describe('/businesses/{businessId}/streams/{streamId}'),
    type: z.literal(type),
    time: z.iso.datetime().describe('When it happened, by the clock of who saw it.'),
    datacontenttype: z.literal('application/json'),
    dataversion: z.literal(version).describe('Version of the event.'),
    sequence: z
      .string()
      .regex(/^\d{12,}$/)
      .describe('Number in its stream, gapless; in the order of text.'),
    partitionkey: z.uuid().describe("The stream: the outlet's id, or the business's."),
    correlationid: z.string(),
    data: schema,
  });
}

/** What a consumer sees of an event without reading its body. */
export const cloudEventHeadersSchema = z.object({
  type: z.string(),
  version: z.int().describe('Version of the event.'),
  businessId: z.uuid(),
  outletId: z.uuid().optional().describe('Absent where the fact belongs to no outlet.'),
  correlationId: z.string(),
});
