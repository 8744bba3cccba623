import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command, CommandRunner, Option } from 'nest-commander';
import { AppModule } from '../app.module';
import { readEnvironment } from '../platform/config/environment';
import { createHttpApplication } from '../platform/http/http-application';
import { describeApi } from '../platform/http/openapi';
import { createLogger, NestLogger } from '../platform/observability/logger';

const FILE = 'docs/openapi.json';

@Command({ name: 'openapi', description: `Writes the API description to ${FILE}` })
export class OpenApiCommand extends CommandRunner {
  async run(_: string[], { check }: { check?: boolean }): Promise<void> {
    const fresh = await describe();
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

/** The routes alone are needed: nothing is connected to, and nothing is started. */
async function describe(): Promise<string> {
  const environment = {
    ...readEnvironment({}),
    DATABASE_URL: 'postgresql://nowhere.invalid/none',
    JWT_SECRET: 'no token is ever signed with this one',
  };
  const logger = new NestLogger(createLogger('error'));
  const app = await createHttpApplication(AppModule.of(environment), environment, logger);
  const text = `${JSON.stringify(describeApi(app), null, 2)}\n`;
  await app.close();
  return text;
}
