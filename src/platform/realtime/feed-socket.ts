import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { Actor } from '../../kernel/actor';

/** What the server knows of a socket that it let in. A client can change none of it. */
export interface Seat {
  readonly actor: Actor;
  /** The log-in that its token belongs to. */
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly outletId: string;
  /** Where it begins on the outlet's stream, and how far the stream had come. */
  readonly position: number;
  readonly head: number;
  /** How far the business's own stream had come when its session was seen open. */
  readonly businessHead: number;
}

interface SeatData {
  seat: Seat;
}

export type FeedSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SeatData>;
export type FeedNamespace = Namespace<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SeatData>;

/** The rooms of a socket. The server joins them; a client cannot join one by name. */
export const roomsOf = ({ actor, sessionId, outletId }: Pick<Seat, 'actor' | 'sessionId' | 'outletId'>) => ({
  business: `business:${actor.businessId}`,
  outlet: `outlet:${outletId}`,
  user: `user:${actor.employeeId}`,
  session: `session:${sessionId}`,
});
