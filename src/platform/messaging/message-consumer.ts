import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { Tx } from '../database/tx';

/**
 * Takes the messages of a queue and makes something of them. Its writes and the note that it has taken a message are one
 * commit, so each message takes its effect once, however often and in whatever order it is delivered.
 */
export interface MessageConsumer<Body = unknown> {
  /** Pinned for ever: the notes of what it has taken carry it. */
  readonly name: string;
  /** It may be one of the topology's; otherwise it is made. */
  readonly queue: string;
  /** By which events, or other messages at the same exchange, come in: patterns of their routing keys. */
  readonly bindings: readonly string[];
  /** How many messages it has in hand at a time; each takes a connection to the database. */
  readonly prefetch: number;
  /** What a body has to be; any other goes to the dead letters at once. */
  readonly schema: z.ZodType<Body>;
  handle(tx: Tx, message: ConsumedMessage<Body>): Promise<void>;
}

/** As `MessageConsumer` is handed it: of a known business, with an id, and with a body that could be read. */
export interface ConsumedMessage<Body = unknown> {
  /** Its sender's, the same in every repetition. */
  readonly messageId: string;
  readonly businessId: string;
  readonly routingKey: string;
  readonly type: string | undefined;
  readonly correlationId: string;
  readonly body: Body;
}

export const CONSUMER = 'tillbook:consumer';

/** Marks a provider as a `MessageConsumer`; a process that has listeners runs it. */
export const Consumer = (): ClassDecorator => SetMetadata(CONSUMER, true);
