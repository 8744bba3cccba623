import type { RecordedEvent } from '../../kernel/domain-event';
import type { FeedSocket } from './feed-socket';
import type { Frame } from './projections';
import type { RealtimeLimits } from './realtime-limits';
import type { Follower } from './stream-tail';

/**
 * A socket as a cursor. What it does not read waits in the log, not in memory: once the limit is reached it is shown
 * nothing until it has drained, and one that stays full is dropped.
 */
export class SocketFollower implements Follower {
  private waitingCharacters = 0;
  private stalled: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: FeedSocket,
    private readonly framesOf: (event: RecordedEvent) => Frame[],
    private readonly limits: RealtimeLimits,
    private readonly goOn: () => void,
  ) {
    socket.conn.on('packetCreate', this.count);
    socket.conn.on('drain', this.drained);
  }

  hasRoom(): boolean {
    if (this.waitingCharacters < this.limits.waitingCharacters) return true;
    this.stalled ??= setTimeout(() => this.drop(), this.limits.stalledMs).unref();
    return false;
  }

  show(event: RecordedEvent): void {
    for (const { message, body } of this.framesOf(event)) this.socket.emit(message, body);
  }

  close(): void {
    clearTimeout(this.stalled);
    this.socket.conn.off('packetCreate', this.count);
    this.socket.conn.off('drain', this.drained);
  }

  private readonly count = ({ data }: { data?: unknown }): void => {
    if (typeof data === 'string') this.waitingCharacters += data.length;
  };

  private readonly drained = (): void => {
    this.waitingCharacters = 0;
    if (!this.stalled) return;
    clearTimeout(this.stalled);
    this.stalled = undefined;
    this.goOn();
  };

  /** At once: a polite close would wait behind what the client does not read. */
  private drop(): void {
    this.socket.conn.request.socket.destroy();
  }
}
