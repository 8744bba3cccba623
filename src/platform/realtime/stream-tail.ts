import type { RecordedEvent } from '../../kernel/domain-event';
import { OneAtATime } from './one-at-a-time';
import type { StreamPage } from './stream-reader';

/** A cursor on a stream: somebody who is shown every event after its position, once and in order. */
export interface Follower {
  /** False while it has as much as it can hold; it asks its tail to go on when there is room. */
  hasRoom(): boolean;
  show(event: RecordedEvent): void;
}

/**
 * The one reader of a stream in a process. Live and resume are the same: a follower stands at a position and is moved
 * towards the head page by page; who stands furthest ahead never waits for who has just come back.
 */
export class StreamTail {
  private readonly positions = new Map<Follower, number>();
  private readonly reading: OneAtATime;
  private head = 0;

  constructor(
    private readonly readPage: (after: number) => Promise<StreamPage>,
    onError: (error: unknown) => void,
  ) {
    this.reading = new OneAtATime(() => this.moveOn(), onError);
  }

  /** From the position (exclusive) on. */
  add(follower: Follower, position: number): void {
    this.positions.set(follower, position);
    this.goOn();
  }

  remove(follower: Follower): void {
    this.positions.delete(follower);
  }

  get isFollowed(): boolean {
    return this.positions.size > 0;
  }

  /** The stream has come this far, somebody says. */
  advance(head: number): void {
    this.head = Math.max(this.head, head);
    this.goOn();
  }

  goOn(): void {
    if (this.waiting().length > 0) this.reading.request();
  }

  stop(): Promise<void> {
    return this.reading.stop();
  }

  private async moveOn(): Promise<void> {
    const waiting = this.waiting();
    if (waiting.length === 0) return;
    await this.showPageAfter(Math.max(...waiting));
    const behind = Math.min(...waiting);
    if (behind < Math.max(...waiting)) await this.showPageAfter(behind);
    this.goOn();
  }

  private async showPageAfter(position: number): Promise<void> {
    const page = await this.readPage(position);
    this.head = Math.max(this.head, page.reached);
    for (const [follower, at] of this.positions) {
      if (at < page.after) continue; // has a page of its own coming: nothing is skipped
      const standsAt = showFrom(follower, at, page);
      if (this.positions.has(follower)) this.positions.set(follower, standsAt); // it may have left meanwhile
    }
  }

  /** The positions of those who can be moved. */
  private waiting(): number[] {
    return [...this.positions]
      .filter(([follower, position]) => position < this.head && follower.hasRoom())
      .map(([, position]) => position);
  }
}

/** Shows what of the page lies after the position; returns where the follower stands then. */
function showFrom(follower: Follower, position: number, page: StreamPage): number {
  let at = position;
  for (const event of page.events) {
    if (event.seq <= at) continue;
    if (!follower.hasRoom()) return at;
    follower.show(event);
    at = event.seq;
  }
  return Math.max(at, page.reached);
}
