import { ShortLived } from './short-lived';

describe('a short-lived answer', () => {
  let asked: string[];
  let answers: ShortLived<number>;

  beforeEach(() => {
    jest.useFakeTimers();
    asked = [];
    answers = new ShortLived({ lifetimeMs: 5_000, keysMax: 2 }, (key) => Promise.resolve(asked.push(key)));
  });

  afterEach(() => jest.useRealTimers());

  it('is asked for once, until it is stale', async () => {
    expect(await Promise.all([answers.get('a'), answers.get('a')])).toEqual([1, 1]);
    jest.advanceTimersByTime(4_999);
    expect(await answers.get('a')).toBe(1);
    jest.advanceTimersByTime(1);
    expect(await answers.get('a')).toBe(2);
  });

  it('makes room for a newer one', async () => {
    for (const key of ['a', 'b', 'c', 'b', 'a']) await answers.get(key);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('is not remembered when it failed', async () => {
    let fails = true;
    const flaky = new ShortLived({ lifetimeMs: 5_000, keysMax: 2 }, () =>
      fails ? Promise.reject(new Error('no database')) : Promise.resolve('there'),
    );
    await expect(flaky.get('a')).rejects.toThrow('no database');
    fails = false;
    await expect(flaky.get('a')).resolves.toBe('there');
  });
});
