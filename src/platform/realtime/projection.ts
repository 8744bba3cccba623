import { SetMetadata } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';

/** How an event of the log looks on the sockets of a namespace. */
export interface Projection<Payload = unknown> {
  /** Such as `/kds`. */
  readonly namespace: string;
  readonly eventType: string;
  /** The name under which clients listen to it. */
  readonly message: string;
  /** The facts of the frame; `eventId` and `seq` are put before them. */
  frame(event: RecordedEvent<Payload>): object;
}

export const SOCKET_PROJECTION = 'tillbook:socket-projection';

/** Marks a provider as a `Projection`; the feeds find it. */
export const SocketProjection = (): ClassDecorator => SetMetadata(SOCKET_PROJECTION, true);
