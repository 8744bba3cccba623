import { DomainError } from '../../kernel/domain-error';

const RETRY_AFTER_SECONDS = 1;

/** Lets a few work at once and a bounded line wait. Whoever finds the line full is refused with `auth.busy`. */
export class Turnstile {
  private inside = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waitingMax: number,
  ) {}

  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.inside < this.atOnce) {
      this.inside += 1;
      return;
    }
    if (this.line.length >= this.waitingMax) {
      throw new DomainError('unavailable', 'auth.busy', 'Too many log-ins at once.', {}, RETRY_AFTER_SECONDS);
    }
    await new Promise<void>((resolve) => this.line.push(resolve));
  }

  /** The place goes straight to the next in line, so nobody can slip in between. */
  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.inside -= 1;
  }
}
