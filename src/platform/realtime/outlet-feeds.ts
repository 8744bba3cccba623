import { Injectable, Logger } from '@nestjs/common';
import type { Permission } from '../../kernel/permissions';
import { Sessions } from '../auth/sessions';
import { Metrics } from '../observability/metrics';
import { FeedAdmission } from './feed-admission';
import type { FeedNamespace, FeedSocket } from './feed-socket';
import { Projections } from './projections';
import { RealtimeLimits } from './realtime-limits';
import { describeRefusal } from './refusal';
import { SessionFollower } from './session-follower';
import { SocketCommands } from './socket-commands';
import { SocketFollower } from './socket-follower';
import type { StreamTail } from './stream-tail';
import { StreamTails } from './stream-tails';

export type { FeedNamespace } from './feed-socket';

interface FeedPolicy {
  readonly permission: Permission;
}

type Ending = 'auth.token-expired' | 'auth.session-revoked';

/**
 * A namespace in which each socket follows the stream of one outlet. Whom it lets in is decided at the handshake and
 * holds until the token or its session ends: a client that is refused, or told `auth:expired`, connects again with a new
 * token and the last `seq` it saw. (Socket.IO does not reconnect by itself after the server has ended a connection.)
 */
@Injectable()
export class OutletFeeds {
  private readonly log = new Logger(OutletFeeds.name);

  constructor(
    private readonly admission: FeedAdmission,
    private readonly tails: StreamTails,
    private readonly projections: Projections,
    private readonly commands: SocketCommands,
    private readonly sessions: Sessions,
    private readonly limits: RealtimeLimits,
    private readonly metrics: Metrics,
  ) {}

  serve(namespace: FeedNamespace, { permission }: FeedPolicy): void {
    namespace.use((socket, next) => {
      this.admission.admit(socket, permission).then(
        (seat) => {
          socket.data.seat = seat;
          next();
        },
        (error: unknown) => next(this.refusal(error)),
      );
    });
    namespace.on('connection', (socket) => this.open(socket));
    this.metrics.read(() => this.metrics.sockets.set({ namespace: namespace.name }, namespace.sockets.size));
  }

  private open(socket: FeedSocket): void {
    const { outletId, position, expiresAt } = socket.data.seat;
    const expiry = setTimeout(() => end(socket, 'auth.token-expired'), expiresAt.getTime() - Date.now()).unref();
    socket.on('disconnect', () => clearTimeout(expiry));
    socket.emit('feed:opened', { outletId, after: position, expiresAt: expiresAt.toISOString() });
    this.followSession(socket);
    this.commands.serve(socket, this.followOutlet(socket));
  }

  private followOutlet(socket: FeedSocket): SocketFollower {
    const { actor, outletId, position, head } = socket.data.seat;
    const stream = { businessId: actor.businessId, streamId: outletId };
    let tail: StreamTail | undefined;
    const follower = new SocketFollower(
      socket,
      (event) => this.projections.framesOf(socket.nsp.name, event),
      this.limits,
      () => tail?.goOn(),
    );
    socket.on('disconnect', () => {
      follower.close();
      this.tails.leave(stream, follower);
    });
    tail = this.tails.follow(stream, follower, position, head);
    return follower;
  }

  /** From the head at which the session was still open: its end cannot fall between the look and the tail. */
  private followSession(socket: FeedSocket): void {
    const { actor, sessionId, businessHead } = socket.data.seat;
    const stream = { businessId: actor.businessId, streamId: actor.businessId };
    const follower = new SessionFollower(this.sessions, sessionId, () => end(socket, 'auth.session-revoked'));
    socket.on('disconnect', () => this.tails.leave(stream, follower));
    this.tails.follow(stream, follower, businessHead, businessHead);
  }

  private refusal(error: unknown): Error {
    const data = describeRefusal(error, this.log);
    return Object.assign(new Error(data.code), { data });
  }
}

function end(socket: FeedSocket, code: Ending): void {
  socket.emit('auth:expired', { code });
  socket.disconnect(true);
}
