import { Turnstile } from './turnstile';

describe('a turnstile', () => {
  it('lets so many work at once, and the rest in the order in which they came', async () => {
    const turnstile = new Turnstile(2, 10);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((number) =>
      turnstile.pass(() => {
        begun.push(number);
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    await turn();
    expect(begun).toEqual([0, 1]);
    ends[1]!();
    await turn();
    expect(begun).toEqual([0, 1, 2]);
    ends[0]!();
    await turn();
    ends[2]!();
    ends[3]!();
    await Promise.all(works);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('refuses whoever finds the line full', async () => {
    const turnstile = new Turnstile(1, 1);
    let end = (): void => undefined;
    const first = turnstile.pass(() => new Promise<void>((resolve) => (end = resolve)));
    const second = turnstile.pass(() => Promise.resolve('done'));
    await expect(turnstile.pass(() => Promise.resolve())).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'auth.busy',
      retryAfterSeconds: 1,
    });
    await turn();
    end();
    await first;
    await expect(second).resolves.toBe('done');
  });

  it('gives the place on when the work fails', async () => {
    const turnstile = new Turnstile(1, 1);
    await expect(turnstile.pass(() => Promise.reject(new Error('out of memory')))).rejects.toThrow('out of memory');
    await expect(turnstile.pass(() => Promise.resolve('next'))).resolves.toBe('next');
  });
});

const turn = () => new Promise((resolve) => setImmediate(resolve));
