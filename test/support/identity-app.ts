import { randomBytes } from 'node:crypto';
import { ConsoleLogger, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IdentityModule } from '../../src/modules/identity';
import { AuthModule } from '../../src/platform/auth/auth.module';
import { ConfigModule } from '../../src/platform/config/config.module';
import { type Environment, readEnvironment } from '../../src/platform/config/environment';
import { DatabaseModule } from '../../src/platform/database/database.module';
import { createHttpApplication } from '../../src/platform/http/http-application';
import { ObservabilityModule } from '../../src/platform/observability/observability.module';

const quiet = new ConsoleLogger({ logLevels: ['error', 'fatal'] });

/** The identity module alone, as the application runs it. */
export function startIdentity(ownerUrl: string, variables: NodeJS.ProcessEnv = {}): Promise<INestApplicationContext> {
  const { rootModule } = assemble(ownerUrl, variables);
  return NestFactory.createApplicationContext(rootModule, { logger: quiet });
}

/** The same behind its routes; to be called by `inject`. */
export async function serveIdentity(
  ownerUrl: string,
  variables: NodeJS.ProcessEnv = {},
): Promise<NestFastifyApplication> {
  const { rootModule, environment } = assemble(ownerUrl, variables);
  const app = await createHttpApplication(rootModule, environment, quiet);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

function assemble(
  ownerUrl: string,
  variables: NodeJS.ProcessEnv,
): { rootModule: new () => object; environment: Environment } {
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: ownerUrl,
    JWT_SECRET: randomBytes(32).toString('hex'),
    ...variables,
  });

  @Module({ imports: [ConfigModule.of(environment), ObservabilityModule, DatabaseModule, AuthModule, IdentityModule] })
  class IdentityAlone {}

  return { rootModule: IdentityAlone, environment };
}
