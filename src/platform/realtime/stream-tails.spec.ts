import type { RecordedEvent } from '../../kernel/domain-event';
import type { Sessions } from '../auth/sessions';
import { EventBus } from '../events/event-bus';
import type { Projections } from './projections';
import type { StreamKey, StreamReader } from './stream-reader';
import type { Follower } from './stream-tail';
import { StreamTails } from './stream-tails';

const MENTENG = { businessId: 'kopi', streamId: 'menteng' };
const TEBET = { businessId: 'kopi', streamId: 'tebet' };
const ABROAD = { businessId: 'toko', streamId: 'abroad' };

class FakeLog {
  readonly asked: string[][] = [];
  readonly heads = jest.fn((streams: readonly StreamKey[]) => {
    this.asked.push(streams.map(({ streamId }) => streamId).sort());
    return Promise.resolve(streams.map((stream) => ({ ...stream, head: this.head })));
  });
  readonly page = jest.fn((_: StreamKey, after: number) =>
    Promise.resolve({ after, reached: this.head, events: [{ seq: this.head } as RecordedEvent] }),
  );
  head = 5;
}

let log: FakeLog;
let bus: EventBus;
let tails: StreamTails;

beforeEach(() => {
  jest.useFakeTimers();
  log = new FakeLog();
  bus = new EventBus();
  tails = new StreamTails(
    bus,
    log as unknown as StreamReader,
    { eventTypes: [] } as unknown as Projections,
    { revokedType: 'identity.session-revoked' } as Sessions,
  );
  tails.onApplicationBootstrap();
});
afterEach(async () => {
  await tails.beforeApplicationShutdown();
  jest.useRealTimers();
});

const settle = () => jest.advanceTimersByTimeAsync(0);

function follow(stream: StreamKey): Follower & { seen: number[] } {
  const seen: number[] = [];
  const follower = { seen, hasRoom: () => true, show: ({ seq }: RecordedEvent) => seen.push(seq) };
  tails.follow(stream, follower, log.head, log.head);
  return follower;
}

describe('The tails of a process', () => {
  it('look at the streams of a business as soon as it has committed, and read those that have grown', async () => {
    const followers = [follow(MENTENG), follow(TEBET), follow(ABROAD)];
    log.head = 6;
    bus.announce({ businessId: 'kopi', types: [] });
    await settle();
    expect(log.asked).toEqual([['menteng', 'tebet']]);
    expect(followers.map(({ seen }) => seen)).toEqual([[6], [6], []]);
  });

  it('look at all streams in one query at every sweep, and read nothing while nothing happens', async () => {
    for (const stream of [MENTENG, MENTENG, TEBET, ABROAD]) follow(stream);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(log.asked).toEqual([
      ['abroad', 'menteng', 'tebet'],
      ['abroad', 'menteng', 'tebet'],
    ]);
    expect(log.page).not.toHaveBeenCalled();
  });

  it('read a stream once, however many follow it', async () => {
    const followers = [follow(MENTENG), follow(MENTENG), follow(MENTENG)];
    log.head = 6;
    await jest.advanceTimersByTimeAsync(500);
    expect(log.page).toHaveBeenCalledTimes(1);
    expect(followers.map(({ seen }) => seen)).toEqual([[6], [6], [6]]);
  });

  it('look one more time, not many, when a business commits often meanwhile', async () => {
    follow(MENTENG);
    for (let commit = 0; commit < 50; commit++) bus.announce({ businessId: 'kopi', types: [] });
    await settle();
    expect(log.heads).toHaveBeenCalledTimes(2);
  });

  it('ask nothing of streams that nobody follows any more', async () => {
    const follower = follow(MENTENG);
    tails.leave(MENTENG, follower);
    bus.announce({ businessId: 'kopi', types: [] });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(log.heads).not.toHaveBeenCalled();
  });

  it('find at the next sweep what they could not read', async () => {
    const follower = follow(MENTENG);
    log.head = 6;
    log.heads.mockRejectedValueOnce(new Error('connection lost'));
    log.page.mockRejectedValueOnce(new Error('connection lost'));
    bus.announce({ businessId: 'kopi', types: [] });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(follower.seen).toEqual([6]);
  });
});
