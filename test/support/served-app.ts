import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client as Session } from 'pg';
import { AppModule } from '../../src/app.module';
import { readEnvironment } from '../../src/platform/config/environment';
import { createHttpApplication } from '../../src/platform/http/http-application';
import { ApiContract } from './api-contract';
import { Client } from './client';
import { undeclaredFacts } from './event-contracts';
import { redisOfItsOwn } from './redis-of-its-own';
import { SANDBOX_SECRET } from './sandbox-webhooks';
import { openScreen, type Screen } from './screen';
import { expectSoundBooks, listenersToRest } from './sound-books';
import { createTestDatabase, type TestDatabase } from './test-database';

/** A listener passes over what is not for it when the sweep comes by, and a test waits until it has. */
export const POLL_MS = 200;

export interface Route {
  readonly method: string;
  readonly url: string;
}

/** The whole application behind its own port, on a database of its own: routes, sockets and listeners. */
export class ServedApp {
  private readonly screens: Screen[] = [];
  private closed: Promise<void> | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly database: TestDatabase,
    /** As the owner of the database, past what any route allows. */
    readonly owner: Session,
    readonly contract: ApiContract,
    /** What the router has, described or not. */
    readonly routes: readonly Route[],
    readonly secret: string,
  ) {}

  /** `databaseUrl` leads to the database by another way, such as a faulty network. */
  static async start({
    variables = {},
    databaseUrl = (ownerUrl: string) => Promise.resolve(ownerUrl),
    logLevels = ['error', 'fatal'],
  }: {
    variables?: NodeJS.ProcessEnv;
    databaseUrl?: (ownerUrl: string) => Promise<string>;
    logLevels?: LogLevel[];
  } = {}): Promise<ServedApp> {
    const database = await createTestDatabase();
    const owner = new Session({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query('update identity.tenant_config set worker_poll_interval_ms = $1', [POLL_MS]);
    const secret = randomBytes(32).toString('hex');
    const environment = readEnvironment({
      NODE_ENV: 'test',
      DATABASE_URL: await databaseUrl(database.ownerUrl),
      JWT_SECRET: secret,
      PAYMENT_SANDBOX_SECRET: SANDBOX_SECRET,
      ...redisOfItsOwn(database.name),
      ...variables,
    });
    const logger = new ConsoleLogger({ logLevels });
    const app = await createHttpApplication(AppModule.of(environment), environment, logger);
    const routes = collectRoutes(app);
    await app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    return new ServedApp(app, url, database, owner, ApiContract.published(), routes, secret);
  }

  client(token?: string): Client {
    return new Client(() => this.url, this.contract, token);
  }

  logIn(email: string, outletId?: string): Promise<Client> {
    return this.client().logIn(email, outletId);
  }

  screen(auth: Record<string, unknown>): Screen {
    const screen = openScreen(this.url, auth);
    this.screens.push(screen);
    return screen;
  }

  /** Everything has followed from every sale, the books are sound, and the log holds nothing that is not declared. */
  async expectSoundBooks(): Promise<void> {
    await listenersToRest(this.database.ownerUrl);
    await expectSoundBooks(this.database.ownerUrl, { quiesced: true });
    expect(await undeclaredFacts(this.owner)).toEqual([]);
  }

  /** The application alone; its database stays. */
  async close(): Promise<void> {
    for (const { socket } of this.screens) socket.disconnect();
    this.closed ??= this.app.close();
    await this.closed;
  }

  async stop(): Promise<void> {
    await this.close();
    await this.owner.end();
  }
}

function collectRoutes(app: NestFastifyApplication): Route[] {
  const routes: Route[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, url });
    });
  return routes;
}
