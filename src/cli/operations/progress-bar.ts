/** Where a bar is drawn: a terminal that a person looks at, or a file that it would only litter. */
export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const PATIENCE_MS = 2_000;
const REDRAW_MS = 100;
const WIDTH = 30;
const CLEAR_LINE = '\r\u001b[K';

/** How far a command has come, for a person who has been waiting for more than two seconds. */
export class ProgressBar {
  private readonly startedAt: number;
  private drawnAt = -Infinity;

  constructor(
    private readonly screen: Screen,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.startedAt = now();
  }

  at(done: number, all: number, label: string): void {
    const now = this.now();
    if (!this.screen.isTTY || now - this.startedAt < PATIENCE_MS || now - this.drawnAt < REDRAW_MS) return;
    this.drawnAt = now;
    const share = all > 0 ? Math.min(1, done / all) : 0;
    const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
    this.screen.write(`${CLEAR_LINE}${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${label}`);
  }

  /** Before anything else is written. */
  clear(): void {
    if (this.drawnAt !== -Infinity) this.screen.write(CLEAR_LINE);
    this.drawnAt = -Infinity;
  }
}
