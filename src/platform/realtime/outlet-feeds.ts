import { Injectable, Logger } from '@nestjs/common';
import { actorCan } from '../../kernel/actor';
import { DomainError } from '../../kernel/domain-error';
import type { Permission } from '../../kernel/permissions';
import { AccessTokens } from '../auth/access-tokens';
import { type FeedNamespace, type FeedSocket, roomsOf, type Seat } from './feed-socket';
import { chooseOutlet, outletNotFound, positionUnknown, readHandshake, tooManyConnections } from './handshake';
import { Projections } from './projections';
import { RealtimeLimits } from './realtime-limits';
import { SocketFollower } from './socket-follower';
import { StreamReader } from './stream-reader';
import type { StreamTail } from './stream-tail';
import { StreamTails } from './stream-tails';

export type { FeedNamespace } from './feed-socket';

interface FeedPolicy {
  readonly permission: Permission;
}

/**
 * A namespace in which each socket follows the stream of one outlet. Whom it lets in is decided at the handshake and
 * holds until the token ends: a client that is refused, or told `auth:expired`, connects again with a new token and the
 * last `seq` it saw. (Socket.IO does not reconnect by itself after the server has ended a connection.)
 */
@Injectable()
export class OutletFeeds {
  private readonly log = new Logger(OutletFeeds.name);

  constructor(
    private readonly tokens: AccessTokens,
    private readonly reader: StreamReader,
    private readonly tails: StreamTails,
    private readonly projections: Projections,
    private readonly limits: RealtimeLimits,
  ) {}

  serve(namespace: FeedNamespace, policy: FeedPolicy): void {
    namespace.use((socket, next) => {
      this.admit(socket, policy).then(
        () => next(),
        (error: unknown) => next(this.refusal(error)),
      );
    });
    namespace.on('connection', (socket) => this.open(socket));
  }

  private async admit(socket: FeedSocket, { permission }: FeedPolicy): Promise<void> {
    const handshake = readHandshake(socket.handshake.auth);
    const { claims, expiresAt } = await this.tokens.verify(handshake.token);
    const { sessionId, ...who } = claims;
    const actor = { ...who, correlationId: socket.id };
    if (!actorCan(actor, permission)) {
      throw new DomainError('forbidden', 'auth.permission-missing', `This needs the permission ${permission}.`, {
        permission,
      });
    }
    const outletId = chooseOutlet(claims, handshake.outletId);
    await this.join(socket, { actor, outletId });

    const head = await this.reader.head({ businessId: actor.businessId, streamId: outletId });
    if (head === null) throw outletNotFound(outletId);
    const position = handshake.after ?? head;
    if (position > head) throw positionUnknown(head);
    socket.data.seat = { actor, sessionId, expiresAt, outletId, position, head };
  }

  /** Counted and joined in one go. Socket.IO takes a socket out of its rooms when it is refused after all. */
  private async join(socket: FeedSocket, seat: Pick<Seat, 'actor' | 'outletId'>): Promise<void> {
    const rooms = roomsOf(seat);
    const max = this.limits.connectionsPerBusiness;
    const connected = socket.nsp.adapter.rooms.get(rooms.business)?.size ?? 0;
    if (connected >= max) throw tooManyConnections(max);
    await socket.join(Object.values(rooms));
  }

  private open(socket: FeedSocket): void {
    const { actor, outletId, position, head, expiresAt } = socket.data.seat;
    const stream = { businessId: actor.businessId, streamId: outletId };
    let tail: StreamTail | undefined;
    const follower = new SocketFollower(
      socket,
      (event) => this.projections.frameOf(socket.nsp.name, event),
      this.limits,
      () => tail?.goOn(),
    );
    const expiry = setTimeout(() => expire(socket), expiresAt.getTime() - Date.now()).unref();
    socket.on('disconnect', () => {
      clearTimeout(expiry);
      follower.close();
      this.tails.leave(stream, follower);
    });
    socket.emit('feed:opened', { outletId, after: position, expiresAt: expiresAt.toISOString() });
    tail = this.tails.follow(stream, follower, position, head);
  }

  private refusal(error: unknown): Error {
    if (error instanceof DomainError) {
      return Object.assign(new Error(error.code), {
        data: { ...error.details, code: error.code, detail: error.message },
      });
    }
    this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return Object.assign(new Error('internal'), { data: { code: 'internal' } });
  }
}

function expire(socket: FeedSocket): void {
  socket.emit('auth:expired', { code: 'auth.token-expired' });
  socket.disconnect(true);
}
