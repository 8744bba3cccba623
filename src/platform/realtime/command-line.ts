import { DomainError } from '../../kernel/domain-error';

const SECOND_MS = 1_000;

/**
 * The commands of one socket: one after the other, in the order in which they came, and only so many in a second. A
 * command gives its place back when it has been answered and a second has gone by.
 */
export class CommandLine {
  private taken = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly perSecond: number) {}

  /** Throws `realtime.too-many-commands`. */
  async run<Result>(command: () => Promise<Result>): Promise<Result> {
    if (this.taken >= this.perSecond) throw tooManyCommands(this.perSecond);
    this.taken += 1;
    const turn = this.last.then(command);
    this.last = turn.catch(() => undefined);
    const giveBack = (): void => void (this.taken -= 1);
    setTimeout((answered: Promise<unknown>) => void answered.then(giveBack), SECOND_MS, this.last).unref();
    return turn;
  }
}

const tooManyCommands = (max: number) =>
  new DomainError('too-many', 'realtime.too-many-commands', `More than ${max} commands of a socket in a second.`, {
    max,
  });
