import { DomainError } from '../../kernel/domain-error';
import { Metrics } from '../observability/metrics';
import { CommitRecord } from './commit-record';

describe('A commit is counted by how it ended', () => {
  const metrics = new Metrics();
  const record = new CommitRecord(metrics);
  const commit = { kind: 'write' as const, businessId: 'a business' };

  const counted = async () => {
    const { values } = await metrics.commits.get();
    return values.filter(({ value }) => value > 0).map(({ labels }) => `${labels.kind} ${labels.result}`);
  };

  beforeEach(() => metrics.commits.reset());

  it('committed, with its answer', async () => {
    expect(await record.follow(commit, () => Promise.resolve('the answer'))).toBe('the answer');
    expect(await counted()).toEqual(['write committed']);
  });

  it.each([
    ['refused', new DomainError('conflict', 'shop.closed', 'The shop is closed.')],
    ['unavailable', new DomainError('unavailable', 'database.busy', 'Try again.')],
    ['failed', new TypeError('undefined is not a function')],
  ])('%s, with its error', async (result, error) => {
    await expect(record.follow(commit, () => Promise.reject(error))).rejects.toBe(error);
    expect(await counted()).toEqual([`write ${result}`]);
  });

  it('and each time that it was tried again', async () => {
    const deadlockTwice = (onRetry: (outcome: 'rolled-back') => void) => {
      onRetry('rolled-back');
      onRetry('rolled-back');
      return Promise.resolve();
    };
    await record.follow(commit, deadlockTwice);
    expect((await metrics.commitRetries.get()).values).toMatchObject([
      { labels: { outcome: 'rolled-back' }, value: 2 },
    ]);
    expect(await counted()).toEqual(['write committed']);
  });
});
