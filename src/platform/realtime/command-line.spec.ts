import { CommandLine } from './command-line';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const soon = () => Promise.resolve('done');
const tooMany = expect.objectContaining({ code: 'realtime.too-many-commands', details: { max: 2 } });

it('Commands are done one after the other, in the order in which they came, whether they succeed or not', async () => {
  const line = new CommandLine(3);
  const done: string[] = [];
  let end!: () => void;
  const slow = line.run(() => new Promise<void>((resolve) => (end = resolve)).then(() => done.push('slow')));
  const bad = line.run(() => {
    done.push('bad');
    return Promise.reject(new Error('no such order'));
  });
  const quick = line.run(() => Promise.resolve(done.push('quick')));
  await jest.advanceTimersByTimeAsync(10);
  expect(done).toEqual([]);
  end();
  await Promise.all([slow, expect(bad).rejects.toThrow('no such order'), quick]);
  expect(done).toEqual(['slow', 'bad', 'quick']);
});

it('A command too many in a second is refused, and there is room again in the next', async () => {
  const line = new CommandLine(2);
  await expect(Promise.all([line.run(soon), line.run(soon)])).resolves.toEqual(['done', 'done']);
  await expect(line.run(soon)).rejects.toEqual(tooMany);
  await jest.advanceTimersByTimeAsync(1_000);
  await expect(line.run(soon)).resolves.toBe('done');
});

it('A command that takes long keeps its place for as long', async () => {
  const line = new CommandLine(2);
  let end!: () => void;
  const slow = line.run(() => new Promise<void>((resolve) => (end = resolve)));
  const next = line.run(soon);
  await jest.advanceTimersByTimeAsync(5_000);
  await expect(line.run(soon)).rejects.toEqual(tooMany);
  end();
  await Promise.all([slow, next]);
  await jest.advanceTimersByTimeAsync(0);
  await expect(line.run(soon)).resolves.toBe('done');
});
