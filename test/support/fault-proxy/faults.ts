import { setTimeout as sleep } from 'node:timers/promises';
import type { Cut, Direction, Passage, Verdict } from './cuts';

export interface Slowness {
  readonly latencyMs?: number;
  readonly jitterMs?: number;
  readonly bytesPerSecond?: number;
}

/** What is wrong with the network at the moment; every connection of a proxy looks here. */
export class Faults {
  slowness: Slowness = {};
  #swallowed = new Map<Direction, { until: Promise<void>; release: () => void }>();
  #cut: { decide: Cut; done: () => void } | undefined;

  swallow(direction: Direction): void {
    if (this.#swallowed.has(direction)) return;
    let release = () => {};
    const until = new Promise<void>((resolve) => (release = resolve));
    this.#swallowed.set(direction, { until, release });
  }

  heal(): void {
    this.slowness = {};
    this.#cut = undefined;
    for (const { release } of this.#swallowed.values()) release();
    this.#swallowed.clear();
  }

  /** Resolves when the cut has happened. */
  arm(decide: Cut): Promise<void> {
    return new Promise((done) => (this.#cut = { decide, done }));
  }

  async delay({ length }: Buffer, direction: Direction): Promise<void> {
    const { latencyMs = 0, jitterMs = 0, bytesPerSecond = Infinity } = this.slowness;
    const waitMs = latencyMs + Math.random() * jitterMs + (length / bytesPerSecond) * 1000;
    if (waitMs > 0) await sleep(waitMs);
    await this.#swallowed.get(direction)?.until;
  }

  judge(passage: Passage): Verdict {
    const verdict = this.#cut?.decide(passage) ?? { pass: passage.chunk.length, cut: false };
    if (verdict.cut) {
      this.#cut?.done();
      this.#cut = undefined;
    }
    return verdict;
  }
}
