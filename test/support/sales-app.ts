import { randomBytes } from 'node:crypto';
import { ConsoleLogger, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { Clock } from '../../src/kernel/clock';
import { CatalogModule } from '../../src/modules/catalog';
import { CustomersModule } from '../../src/modules/customers';
import { IdentityModule } from '../../src/modules/identity';
import { PaymentsModule } from '../../src/modules/payments';
import type { PaymentProvider } from '../../src/modules/payments/providers/payment-provider';
import { CONFIGURED_PROVIDERS } from '../../src/modules/payments/providers/payment-providers';
import { SalesModule } from '../../src/modules/sales';
import { AuthModule } from '../../src/platform/auth/auth.module';
import { ConfigModule } from '../../src/platform/config/config.module';
import { readEnvironment } from '../../src/platform/config/environment';
import { DatabaseModule } from '../../src/platform/database/database.module';
import { ObservabilityModule } from '../../src/platform/observability/observability.module';
import { expectSoundBooks } from './sound-books';
import { createTestDatabase } from './test-database';

/** What the wall clock of these tests says: a quarter past ten in Jakarta. */
export const NOW = new Date('2026-11-21T03:15:00.000Z');

export class StoppedClock extends Clock {
  now(): Date {
    return NOW;
  }
}

/** All that sells, as the application wires it, without routes and listeners; the clock stands still. */
export async function startSales(
  databaseUrl: string,
  variables: NodeJS.ProcessEnv = {},
  /** Who takes customers' money, where it is not the sandbox; null: nobody. */
  bank?: PaymentProvider | null,
): Promise<INestApplicationContext> {
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    JWT_SECRET: randomBytes(32).toString('hex'),
    ...variables,
  });
  const testing = Test.createTestingModule({
    imports: [
      ConfigModule.of(environment),
      ObservabilityModule,
      DatabaseModule,
      AuthModule,
      IdentityModule,
      CatalogModule,
      SalesModule,
      CustomersModule,
      PaymentsModule,
    ],
  })
    .overrideProvider(Clock)
    .useClass(StoppedClock)
    .setLogger(new ConsoleLogger({ logLevels: ['fatal'] })); // refusals are what these tests are about
  if (bank !== undefined) testing.overrideProvider(CONFIGURED_PROVIDERS).useValue(bank ? [bank] : []);
  return (await testing.compile()).init();
}

/** The same on a database of its own, which its owner can look into. */
export class SalesApp {
  private constructor(
    readonly app: INestApplicationContext,
    readonly owner: Client,
    readonly databaseUrl: string,
  ) {}

  static async start(variables: NodeJS.ProcessEnv = {}, bank?: PaymentProvider | null): Promise<SalesApp> {
    const { ownerUrl } = await createTestDatabase();
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    return new SalesApp(await startSales(ownerUrl, variables, bank), owner, ownerUrl);
  }

  expectSoundBooks(): Promise<void> {
    return expectSoundBooks(this.databaseUrl);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.owner.end();
  }
}
