import { readFile, writeFile } from 'node:fs/promises';
import { Command, CommandRunner, Option } from 'nest-commander';
import { describeMessages } from './asyncapi-document';
import { describeApplication } from './described-application';
import { EVENT_CONTRACTS } from './event-contracts';
import { EventSchemaFiles } from './event-schema-files';
import { ReleasedEvents } from './released-events';

const FOLDER = 'docs/events';
const ASYNCAPI = 'docs/asyncapi.json';

interface EventsOptions {
  readonly check?: boolean;
  readonly release?: boolean;
}

@Command({
  name: 'events',
  description: `Writes the schemas of the events to ${FOLDER}, and what sockets and messages carry to ${ASYNCAPI}`,
})
export class EventsCommand extends CommandRunner {
  private readonly schemas = new EventSchemaFiles(FOLDER, EVENT_CONTRACTS);
  private readonly released = new ReleasedEvents(FOLDER, EVENT_CONTRACTS);

  async run(_: string[], { check, release }: EventsOptions): Promise<void> {
    const asyncApi = await describeApplication((app) => `${JSON.stringify(describeMessages(app), null, 2)}\n`);
    const breaches = await this.released.breaches();
    if (breaches.length > 0) return complain(breaches);
    if (check) return complain(await this.stale(asyncApi));

    await this.schemas.write();
    await writeFile(ASYNCAPI, asyncApi);
    if (release) for (const name of await this.released.release()) console.log(`released ${name}`);
  }

  @Option({ flags: '--check', description: 'write nothing, and fail when what is committed is stale' })
  check(): boolean {
    return true;
  }

  @Option({ flags: '--release', description: 'from now on the schemas of these versions do not change any more' })
  release(): boolean {
    return true;
  }

  private async stale(asyncApi: string): Promise<string[]> {
    const files = await this.schemas.stale();
    if ((await readFile(ASYNCAPI, 'utf8').catch(() => '')) !== asyncApi) files.push(ASYNCAPI);
    return files.map((file) => `${file} does not say what the code does. Run npm run events.`);
  }
}

function complain(complaints: readonly string[]): void {
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}
