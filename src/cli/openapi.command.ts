import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command, CommandRunner, Option } from 'nest-commander';
import { describeApi } from '../platform/http/openapi';
import { describeApplication } from './described-application';

const FILE = 'docs/openapi.json';

@Command({ name: 'openapi', description: `Writes the API description to ${FILE}` })
export class OpenApiCommand extends CommandRunner {
  async run(_: string[], { check }: { check?: boolean }): Promise<void> {
    const fresh = await describeApplication((app) => `${JSON.stringify(describeApi(app), null, 2)}\n`);
    if (!check) {
      await mkdir(dirname(FILE), { recursive: true });
      await writeFile(FILE, fresh);
      return;
    }
    const committed = await readFile(FILE, 'utf8').catch(() => '');
    if (committed !== fresh) {
      console.error(`${FILE} does not say what the code does. Run npm run openapi.`);
      process.exitCode = 1;
    }
  }

  @Option({ flags: '--check', description: 'write nothing, and fail when the committed one is stale' })
  check(): boolean {
    return true;
  }
}
