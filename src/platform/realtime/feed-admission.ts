import { Injectable } from '@nestjs/common';
import { type Actor, requirePermission } from '../../kernel/actor';
import type { Permission } from '../../kernel/permissions';
import { AccessTokens } from '../auth/access-tokens';
import { Sessions } from '../auth/sessions';
import { Database } from '../database/database';
import { readStreamHead } from '../events/stream-head';
import { type FeedSocket, roomsOf, type Seat } from './feed-socket';
import {
  chooseOutlet,
  outletNotFound,
  positionUnknown,
  readHandshake,
  sessionRevoked,
  tooManyConnections,
} from './handshake';
import { RealtimeLimits } from './realtime-limits';

/** Decides at the handshake whom a feed lets in, and where they begin. */
@Injectable()
export class FeedAdmission {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: Sessions,
    private readonly database: Database,
    private readonly limits: RealtimeLimits,
  ) {}

  async admit(socket: FeedSocket, permission: Permission): Promise<Seat> {
    const handshake = readHandshake(socket.handshake.auth);
    const { claims, expiresAt } = await this.tokens.verify(handshake.token);
    const { sessionId, ...who } = claims;
    const actor = { ...who, correlationId: socket.id };
    requirePermission(actor, permission);
    const outletId = chooseOutlet(claims, handshake.outletId);
    await this.join(socket, { actor, sessionId, outletId });

    const { head, businessHead, sessionIsOpen } = await this.look(actor, sessionId, outletId);
    if (head === null) throw outletNotFound(outletId);
    if (!sessionIsOpen) throw sessionRevoked();
    const position = handshake.after ?? head;
    if (position > head) throw positionUnknown(head);
    return { actor, sessionId, expiresAt, outletId, position, head, businessHead: businessHead ?? 0 };
  }

  /** Counted and joined in one go. Socket.IO takes a socket out of its rooms when it is refused after all. */
  private async join(socket: FeedSocket, seat: Pick<Seat, 'actor' | 'sessionId' | 'outletId'>): Promise<void> {
    const rooms = roomsOf(seat);
    const connected = (room: string): number => socket.nsp.adapter.rooms.get(room)?.size ?? 0;
    const { connectionsPerBusiness, connectionsPerSession } = this.limits;
    if (connected(rooms.business) >= connectionsPerBusiness)
      throw tooManyConnections('business', connectionsPerBusiness);
    if (connected(rooms.session) >= connectionsPerSession) throw tooManyConnections('session', connectionsPerSession);
    await socket.join(Object.values(rooms));
  }

  /** One snapshot: an end of the session that it does not show comes after the head that it shows. */
  private look({ businessId }: Actor, sessionId: string, outletId: string) {
    return this.database.read(businessId, async (tx) => ({
      head: await readStreamHead(tx, outletId),
      businessHead: await readStreamHead(tx, businessId),
      sessionIsOpen: await this.sessions.isOpen(tx, sessionId),
    }));
  }
}
