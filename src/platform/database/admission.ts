import { DomainError } from '../../kernel/domain-error';

const WAITING_MAX = 512;

/**
 * Lets a bounded number of commits at a time near one row that they all must lock, such as an outlet's stream head:
 * with 64 at once in the database a lock convoy costs more than half of the throughput; in line here they cost nothing.
 */
export class Admission {
  private readonly gates = new Map<string, Gate>();

  constructor(private readonly atOnce: number) {}

  /** Who waits in line, at all gates. */
  get waiting(): number {
    return [...this.gates.values()].reduce((sum, gate) => sum + gate.waiting.length, 0);
  }

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const gate = this.gates.get(key) ?? { inside: 0, waiting: [] };
    this.gates.set(key, gate);
    await this.enter(gate);
    try {
      return await work();
    } finally {
      this.leave(key, gate);
    }
  }

  private enter(gate: Gate): Promise<void> | void {
    if (gate.inside < this.atOnce) {
      gate.inside++;
      return;
    }
    if (gate.waiting.length >= WAITING_MAX) {
      throw new DomainError('unavailable', 'request.too-busy', 'Too many requests wait for this outlet.', {}, 1);
    }
    return new Promise((resolve) => gate.waiting.push(resolve));
  }

  /** A place that becomes free goes to the next in line directly. */
  private leave(key: string, gate: Gate): void {
    const next = gate.waiting.shift();
    if (next) return next();
    gate.inside--;
    if (gate.inside === 0) this.gates.delete(key);
  }
}

interface Gate {
  inside: number;
  readonly waiting: (() => void)[];
}
