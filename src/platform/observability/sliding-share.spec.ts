import { SlidingShare } from './sliding-share';

describe('The share of what failed in the last five minutes', () => {
  let nowMs: number;
  let share: SlidingShare;
  const later = (seconds: number) => (nowMs += seconds * 1_000);

  beforeEach(() => {
    nowMs = 1_000_000;
    share = new SlidingShare(() => nowMs);
  });

  it('is 0 when nothing was done, and when nothing failed', () => {
    expect(share.share).toBe(0);
    share.add(10, { failed: false });
    expect(share.share).toBe(0);
  });

  it('counts what was done at different times together', () => {
    share.add(98, { failed: false });
    later(60);
    share.add(1, { failed: true });
    later(60);
    share.add(1, { failed: true });
    expect(share.share).toBe(0.02);
  });

  it('forgets what is older', () => {
    share.add(1, { failed: true });
    later(240);
    share.add(1, { failed: false });
    expect(share.share).toBe(0.5);
    later(80);
    expect(share.share).toBe(0);
    later(3_600);
    share.add(1, { failed: true });
    expect(share.share).toBe(1);
  });
});
