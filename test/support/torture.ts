import { createHash, randomInt } from 'node:crypto';
import { seededRandom } from '../../bench/random';

/** How many times as long as in CI: `npm run torture` says 10. */
export const SCALE = Number(process.env.TORTURE_SCALE ?? 1);

/** TORTURE_SEED repeats what a run has chosen: points, victims, and after how many sales. */
export const SEED = Number(process.env.TORTURE_SEED ?? randomInt(1e9));

export const isTorture = SCALE > 1;

/** The choices of one test. Nothing else draws from them, so they are the same whatever the shoppers buy meanwhile. */
export class Choices {
  private readonly random: () => number;

  constructor(test: string) {
    this.random = seededRandom(createHash('sha256').update(`${SEED} ${test}`).digest().readUInt32BE());
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }

  oneOf<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.between(0, choices.length - 1)]!;
  }

  shuffled<Choice>(choices: readonly Choice[]): Choice[] {
    const left = [...choices];
    return choices.map(() => left.splice(this.between(0, left.length - 1), 1)[0]!);
  }
}
