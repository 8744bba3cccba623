import type { RecordedEvent } from '../../kernel/domain-event';
import { type Follower, StreamTail } from './stream-tail';

const PAGE = 10;

/** A stream of which every number is an event, and a record of the pages that were read. */
class FakeStream {
  readonly reads: number[] = [];
  readonly errors: unknown[] = [];
  failures = 0;
  head = 0;
  readonly tail = new StreamTail(
    async (after) => {
      this.reads.push(after);
      if (this.failures-- > 0) throw new Error('connection lost');
      const reached = Math.max(after, Math.min(this.head, after + PAGE));
      const events = Array.from({ length: reached - after }, (_, n) => ({ seq: after + n + 1 }) as RecordedEvent);
      return { after, reached, events };
    },
    (error) => this.errors.push(error),
  );

  async grow(to: number): Promise<void> {
    this.head = to;
    this.tail.advance(to);
    await settle();
  }
}

class FakeFollower implements Follower {
  readonly seen: number[] = [];
  room = Infinity;

  hasRoom(): boolean {
    return this.seen.length < this.room;
  }

  show({ seq }: RecordedEvent): void {
    this.seen.push(seq);
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('The tail of a stream', () => {
  it('brings a follower from where it stands to the head, page by page, and then shows what is new', async () => {
    const stream = new FakeStream();
    const follower = new FakeFollower();
    await stream.grow(25);
    stream.tail.add(follower, 3);
    await settle();
    await stream.grow(27);
    expect(follower.seen).toEqual(range(4, 27));
    expect(stream.reads).toEqual([3, 13, 23, 25]);
  });

  it('reads nothing while everybody stands at the head', async () => {
    const stream = new FakeStream();
    await stream.grow(5);
    stream.tail.add(new FakeFollower(), 5);
    await stream.grow(5);
    expect(stream.reads).toEqual([]);
  });

  it('shows what is new to those who stand in front before it goes on with those who came back', async () => {
    const stream = new FakeStream();
    const [live, back] = [new FakeFollower(), new FakeFollower()];
    await stream.grow(100);
    stream.tail.add(live, 100);
    stream.head = 101;
    stream.tail.add(back, 0);
    stream.tail.advance(101);
    await settle();
    expect(live.seen).toEqual([101]);
    expect(back.seen).toEqual(range(1, 101));
    expect(stream.reads.indexOf(100)).toBeLessThan(3);
  });

  it('shows a full follower no more, and nobody waits for it', async () => {
    const stream = new FakeStream();
    const [full, other] = [new FakeFollower(), new FakeFollower()];
    full.room = 4;
    stream.tail.add(full, 0);
    stream.tail.add(other, 0);
    await stream.grow(25);
    expect(full.seen).toEqual(range(1, 4));
    expect(other.seen).toEqual(range(1, 25));

    full.room = Infinity;
    stream.tail.goOn();
    await settle();
    expect(full.seen).toEqual(range(1, 25));
  });

  it('shows nothing to a follower that has left', async () => {
    const stream = new FakeStream();
    const follower = new FakeFollower();
    stream.tail.add(follower, 0);
    const grown = stream.grow(5);
    stream.tail.remove(follower);
    await grown;
    expect(follower.seen).toEqual([]);
    expect(stream.tail.isFollowed).toBe(false);
  });

  it('that could not read goes on at the next word of the head', async () => {
    const stream = new FakeStream();
    const follower = new FakeFollower();
    stream.failures = 1;
    stream.tail.add(follower, 0);
    await stream.grow(5);
    expect([follower.seen, stream.errors]).toEqual([[], [expect.any(Error)]]);
    await stream.grow(5);
    expect(follower.seen).toEqual(range(1, 5));
  });
});
