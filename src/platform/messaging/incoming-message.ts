import type { ConsumeMessage } from 'amqplib';
import { z } from 'zod';
import type { ConsumedMessage, MessageConsumer } from './message-consumer';
import { originOf } from './failed-message';

/** It will not be better the next time. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const address = z.object({ messageId: z.string().min(1).max(255), businessId: z.uuid() });

/** Whose message it is comes in its header `businessId`, so that every sender can say it, whatever its body looks like. */
export function readMessage<Body>(
  { schema }: MessageConsumer<Body>,
  { fields, properties, content }: ConsumeMessage,
): ConsumedMessage<Body> {
  const { messageId, businessId } = parse(address, {
    messageId: properties.messageId as unknown,
    businessId: properties.headers?.businessId as unknown,
  });
  return {
    messageId,
    businessId,
    routingKey: originOf(properties.headers) ?? fields.routingKey,
    type: properties.type as string | undefined,
    correlationId: (properties.correlationId as string | undefined) ?? messageId,
    body: parse(schema, readJson(content)),
  };
}

function parse<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw new Unreadable(z.prettifyError(error));
  return data;
}

function readJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (error) {
    throw new Unreadable(`the body is not JSON: ${(error as Error).message}`);
  }
}
