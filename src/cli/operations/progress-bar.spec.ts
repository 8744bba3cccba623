import { ProgressBar } from './progress-bar';

function watch({ isTTY = true } = {}) {
  const written: string[] = [];
  const clock = { now: 0 };
  const bar = new ProgressBar({ isTTY, write: (text) => written.push(text) }, () => clock.now);
  const at = (ms: number, done: number) => {
    clock.now = ms;
    bar.at(done, 200, 'Kopi Senja');
  };
  return { bar, written, at };
}

describe('A progress bar', () => {
  it('is drawn for whoever has waited for two seconds, and not ten times a second', () => {
    const { written, at } = watch();
    for (const [ms, done] of [
      [0, 0],
      [1_999, 20],
      [2_000, 50],
      [2_050, 60],
      [2_100, 100],
    ] as const)
      at(ms, done);
    expect(written.map((text) => text.replace('\r\u001b[K', ''))).toEqual([
      `${'█'.repeat(8)}${'░'.repeat(22)}  25 %  Kopi Senja`,
      `${'█'.repeat(15)}${'░'.repeat(15)}  50 %  Kopi Senja`,
    ]);
  });

  it('is gone before something else is written', () => {
    const { bar, written, at } = watch();
    bar.clear();
    expect(written).toEqual([]);
    at(3_000, 10);
    bar.clear();
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('is not drawn where nobody looks', () => {
    const { bar, written, at } = watch({ isTTY: false });
    at(5_000, 10);
    bar.clear();
    expect(written).toEqual([]);
  });

  it('is never more than full, nor broken where there is nothing to do', () => {
    const { bar, written, at } = watch();
    at(3_000, 500);
    bar.at(0, 0, 'nothing');
    expect(written[0]).toContain('100 %');
  });
});
