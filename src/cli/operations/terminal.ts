import type { BusinessSummary } from '../../modules/identity';
import { ProgressBar } from './progress-bar';

/** What a command has to say: tables for people as they come, or one JSON document for scripts at the end. */
export class Terminal {
  readonly progress = new ProgressBar(process.stderr);
  private readonly found: object[] = [];

  constructor(private readonly isForScripts: boolean) {}

  /** What was found of a business, and the same in words. */
  show({ businessId, name }: BusinessSummary, view: object, words: string): void {
    if (this.isForScripts) {
      this.found.push({ businessId, name, ...view });
      return;
    }
    if (words !== '') this.say(`${name}  ${businessId}\n${words}\n`);
  }

  /** For people alone. */
  say(line: string): void {
    this.progress.clear();
    if (!this.isForScripts) process.stdout.write(`${line}\n`);
  }

  end(): void {
    this.progress.clear();
    if (this.isForScripts) process.stdout.write(`${JSON.stringify({ businesses: this.found }, null, 2)}\n`);
  }
}
