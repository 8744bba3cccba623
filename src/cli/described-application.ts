import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module';
import { readEnvironment } from '../platform/config/environment';
import { createHttpApplication } from '../platform/http/http-application';
import { createLogger, NestLogger } from '../platform/observability/logger';

/** The application as its descriptions need it: nothing is connected to, and nothing is started. */
export async function describeApplication<Description>(
  describe: (app: NestFastifyApplication) => Description,
): Promise<Description> {
  const environment = {
    ...readEnvironment({}),
    DATABASE_URL: 'postgresql://nowhere.invalid/none',
    JWT_SECRET: 'no token is ever signed with this one',
  };
  const logger = new NestLogger(createLogger('error'));
  const app = await createHttpApplication(AppModule.of(environment), environment, logger);
  const description = describe(app);
  await app.close();
  return description;
}
