import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractName, type EventContract } from '../platform/events/event-contract';
import { publishedSchema } from '../platform/events/event-contract-schema';
import { RELEASED } from './released-events';

/** The schemas of all events as files, one a version, for those who do not read our code. */
export class EventSchemaFiles {
  private readonly files: ReadonlyMap<string, string>;

  constructor(
    private readonly folder: string,
    contracts: readonly EventContract[],
  ) {
    this.files = new Map(
      contracts.map((contract) => [
        `${contractName(contract)}.json`,
        `${JSON.stringify(publishedSchema(contract), null, 2)}\n`,
      ]),
    );
  }

  async write(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    for (const name of await this.strangers()) await rm(join(this.folder, name));
    for (const [name, text] of this.files) await writeFile(join(this.folder, name), text);
  }

  /** Files that do not say what the code says, or that no event has. */
  async stale(): Promise<string[]> {
    const stale = await this.strangers();
    for (const [name, text] of this.files) {
      const committed = await readFile(join(this.folder, name), 'utf8').catch(() => '');
      if (committed !== text) stale.push(name);
    }
    return stale.map((name) => join(this.folder, name));
  }

  private async strangers(): Promise<string[]> {
    const present = await readdir(this.folder);
    return present.filter((name) => name.endsWith('.json') && name !== RELEASED && !this.files.has(name));
  }
}
