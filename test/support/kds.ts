import { createSecretKey, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ConsoleLogger, Module, type Provider } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT } from 'jose';
import type { Role } from '../../src/kernel/roles';
import { IdentityModule } from '../../src/modules/identity';
import { SessionStore } from '../../src/modules/identity/store/session.store';
import { KitchenModule } from '../../src/modules/kitchen';
import { AuthModule } from '../../src/platform/auth/auth.module';
import { ConfigModule } from '../../src/platform/config/config.module';
import { readEnvironment } from '../../src/platform/config/environment';
import { Database } from '../../src/platform/database/database';
import { DatabaseModule } from '../../src/platform/database/database.module';
import { createHttpApplication } from '../../src/platform/http/http-application';
import { ObservabilityModule } from '../../src/platform/observability/observability.module';
import { RealtimeLimits } from '../../src/platform/realtime/realtime-limits';
import type { RecordedShop } from './recorded-shop';
import { openScreen, type Screen } from './screen';

export type { OrderFrame, Screen } from './screen';

type Employer = Pick<RecordedShop, 'businessId' | 'employeeId'>;

interface TokenOptions {
  readonly role?: Role;
  readonly seconds?: number;
  readonly secret?: string;
}

/** The kitchen alone, behind its routes and sockets. */
export class Kds {
  private readonly screens: Screen[] = [];

  private constructor(
    readonly app: NestFastifyApplication,
    private readonly secret: string,
  ) {}

  static async serve(
    ownerUrl: string,
    limits: Partial<RealtimeLimits> = {},
    { variables, providers }: { variables?: NodeJS.ProcessEnv; providers?: Provider[] } = {},
  ): Promise<Kds> {
    const secret = variables?.JWT_SECRET ?? randomBytes(32).toString('hex');
    const environment = readEnvironment({ NODE_ENV: 'test', DATABASE_URL: ownerUrl, JWT_SECRET: secret, ...variables });

    @Module({
      imports: [
        ConfigModule.of(environment),
        ObservabilityModule,
        DatabaseModule,
        AuthModule,
        IdentityModule,
        KitchenModule,
      ],
      providers: providers ?? [],
    })
    class KitchenAlone {}

    const app = await createHttpApplication(
      KitchenAlone,
      environment,
      new ConsoleLogger({ logLevels: ['error', 'fatal'] }),
    );
    Object.assign(app.get(RealtimeLimits), limits);
    await app.listen(0, '127.0.0.1');
    return new Kds(app, secret);
  }

  /** The token of somebody who has logged in at the shop; for 15 minutes unless another number of seconds is given. */
  async token(shop: Employer, outletIds: readonly string[], options: TokenOptions = {}): Promise<string> {
    return (await this.logIn(shop, outletIds, options)).accessToken;
  }

  async logIn(
    { businessId, employeeId }: Employer,
    outletIds: readonly string[],
    { role = 'kitchen', seconds = 900, secret = this.secret }: TokenOptions = {},
  ): Promise<{ accessToken: string; refreshToken: string }> {
    const now = Date.now() / 1_000;
    const { sessionId, refreshToken } = await this.openSession(businessId, employeeId);
    const accessToken = await new SignJWT({ businessId, role, outletIds: [...outletIds], outletId: null, sessionId })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(employeeId)
      .setIssuer('tillbook')
      .setAudience('tillbook-api')
      .setIssuedAt(Math.floor(now))
      .setExpirationTime(Math.ceil(now + seconds))
      .sign(createSecretKey(Buffer.from(secret)));
    return { accessToken, refreshToken };
  }

  get url(): string {
    return `http://127.0.0.1:${(this.app.getHttpServer().address() as AddressInfo).port}`;
  }

  screen(auth: Record<string, unknown>, origin?: string): Screen {
    const screen = openScreen(this.url, auth, origin);
    this.screens.push(screen);
    return screen;
  }

  /** Ends the session of a token, as its bearer does. */
  async logOut(token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    const { statusCode, body } = await this.app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers });
    if (statusCode !== 204) throw new Error(`no log-out: ${statusCode} ${body}`);
  }

  async close(): Promise<void> {
    for (const { socket } of this.screens) socket.disconnect();
    await this.app.close();
  }

  private openSession(businessId: string, employeeId: string) {
    const context = { businessId, actor: { employeeId, role: 'kitchen' }, correlationId: 'test' };
    const session = { employeeId, outletId: null };
    return this.app.get(Database).change(context, (tx) => this.app.get(SessionStore).open(tx, session));
  }
}
