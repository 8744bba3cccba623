import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractName, type EventContract } from '../platform/events/event-contract';
import { fingerprintOf, publishedSchema } from '../platform/events/event-contract-schema';

export const RELEASED = 'released.json';

/** The fingerprint of each version of an event that has left the house: its schema does not change any more. */
export class ReleasedEvents {
  private readonly file: string;

  constructor(
    folder: string,
    private readonly contracts: readonly EventContract[],
  ) {
    this.file = join(folder, RELEASED);
  }

  /** What the code declares other than it was released; empty when all is well. */
  async breaches(): Promise<string[]> {
    const declared = this.fingerprints();
    return Object.entries(await this.read()).flatMap(([name, released]) => {
      if (!(name in declared)) return [`${name} was released, and logs hold it: its contract must stay declared.`];
      if (declared[name] === released) return [];
      return [`${name} was released with another schema: leave it as it was, and declare the change as a new version.`];
    });
  }

  /** Names the versions that were not released before. */
  async release(): Promise<string[]> {
    const released = await this.read();
    const added = Object.entries(this.fingerprints()).filter(([name]) => !(name in released));
    const all = [...Object.entries(released), ...added].sort(([a], [b]) => (a < b ? -1 : 1));
    await writeFile(this.file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
    return added.map(([name]) => name);
  }

  private fingerprints(): Record<string, string> {
    return Object.fromEntries(
      this.contracts.map((contract) => [contractName(contract), fingerprintOf(publishedSchema(contract))]),
    );
  }

  private async read(): Promise<Record<string, string>> {
    return JSON.parse(await readFile(this.file, 'utf8')) as Record<string, string>;
  }
}
