import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { interval, type Subscription } from 'rxjs';
import { Sessions } from '../auth/sessions';
import { EventBus } from '../events/event-bus';
import { OneAtATime } from './one-at-a-time';
import { Projections } from './projections';
import { type StreamKey, StreamReader } from './stream-reader';
import { type Follower, StreamTail } from './stream-tail';

const SWEEP_MS = 500;

interface WatchedStream extends StreamKey {
  readonly tail: StreamTail;
}

/**
 * The tails of the streams that this process's sockets watch, and of no others. A commit of this process wakes the
 * business's tails at once; a sweep, one query for all of them, finds what other processes committed.
 */
@Injectable()
export class StreamTails implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(StreamTails.name);
  private readonly watched = new Map<string, WatchedStream>();
  private readonly nudged = new Set<string>();
  private readonly looking = new OneAtATime(
    () => this.lookAtHeads(),
    (error) => this.complain('the heads could not be read', error),
  );
  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly bus: EventBus,
    private readonly reader: StreamReader,
    private readonly projections: Projections,
    private readonly sessions: Sessions,
  ) {}

  onApplicationBootstrap(): void {
    this.subscriptions.push(
      this.bus.advanced$.subscribe(({ businessId }) => this.look([businessId])),
      interval(SWEEP_MS).subscribe(() => this.look([...this.watched.values()].map(({ businessId }) => businessId))),
    );
  }

  /** Before the pool closes: what is being read is shown, and nothing new is read. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await this.looking.stop();
    await Promise.all([...this.watched.values()].map(({ tail }) => tail.stop()));
  }

  /** Shows the follower everything after the position. `head` is how far the stream was known to have come. */
  follow(stream: StreamKey, follower: Follower, position: number, head: number): StreamTail {
    const { tail } = this.watch(stream);
    tail.add(follower, position);
    tail.advance(head);
    return tail;
  }

  leave(stream: StreamKey, follower: Follower): void {
    const watched = this.watched.get(keyOf(stream));
    watched?.tail.remove(follower);
    if (watched && !watched.tail.isFollowed) this.watched.delete(keyOf(stream));
  }

  private watch(stream: StreamKey): WatchedStream {
    const known = this.watched.get(keyOf(stream));
    if (known) return known;
    const tail = new StreamTail(
      (after) => this.reader.page(stream, after, [...this.projections.eventTypes, this.sessions.revokedType]),
      (error) => this.complain(`the stream ${stream.streamId} could not be read`, error),
    );
    const watched = { ...stream, tail };
    this.watched.set(keyOf(stream), watched);
    return watched;
  }

  private look(businessIds: readonly string[]): void {
    for (const businessId of businessIds) this.nudged.add(businessId);
    if (this.nudged.size > 0) this.looking.request();
  }

  private async lookAtHeads(): Promise<void> {
    const streams = [...this.watched.values()].filter(({ businessId }) => this.nudged.has(businessId));
    this.nudged.clear();
    if (streams.length === 0) return;
    for (const { head, ...stream } of await this.reader.heads(streams)) {
      this.watched.get(keyOf(stream))?.tail.advance(head);
    }
  }

  /** The next sweep tries again. */
  private complain(what: string, error: unknown): void {
    this.log.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function keyOf({ businessId, streamId }: StreamKey): string {
  return `${businessId}/${streamId}`;
}
