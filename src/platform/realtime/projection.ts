import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { RecordedEvent } from '../../kernel/domain-event';

/** How an event of the log looks on the sockets of a namespace. */
export interface Projection<Payload = unknown> {
  /** Such as `/kds`. */
  readonly namespace: string;
  readonly eventType: string;
  /** The name under which clients listen to it. */
  readonly message: string;
  /** Of the facts of the frame. */
  readonly schema: z.ZodObject;
  /** The facts of the frame; `eventId` and `seq` are put before them. */
  frame(event: RecordedEvent<Payload>): object;
  /** Further names under which a frame may be sent again at once, for who waits for one thing alone. */
  readonly alsoCalled?: readonly string[];
  /**
   * Those of an event. They say nothing that the first name does not: a connection may be cut between them, and `after`
   * brings none of them back.
   */
  alsoAs?(event: RecordedEvent<Payload>): readonly string[];
}

export const SOCKET_PROJECTION = 'tillbook:socket-projection';

/** Marks a provider as a `Projection`; the feeds find it. */
export const SocketProjection = (): ClassDecorator => SetMetadata(SOCKET_PROJECTION, true);
