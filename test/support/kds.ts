import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ConsoleLogger, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT } from 'jose';
import type { Role } from '../../src/kernel/roles';
import { KitchenModule } from '../../src/modules/kitchen';
import { AuthModule } from '../../src/platform/auth/auth.module';
import { ConfigModule } from '../../src/platform/config/config.module';
import { readEnvironment } from '../../src/platform/config/environment';
import { DatabaseModule } from '../../src/platform/database/database.module';
import { createHttpApplication } from '../../src/platform/http/http-application';
import { ObservabilityModule } from '../../src/platform/observability/observability.module';
import { RealtimeLimits } from '../../src/platform/realtime/realtime-limits';
import type { RecordedShop } from './recorded-shop';
import { openScreen, type Screen } from './screen';

export type { OrderFrame, Screen } from './screen';

/** The kitchen alone, behind its routes and sockets. */
export class Kds {
  private readonly screens: Screen[] = [];

  private constructor(
    readonly app: NestFastifyApplication,
    private readonly secret: string,
  ) {}

  static async serve(ownerUrl: string, limits: Partial<RealtimeLimits> = {}): Promise<Kds> {
    const secret = randomBytes(32).toString('hex');
    const environment = readEnvironment({ NODE_ENV: 'test', DATABASE_URL: ownerUrl, JWT_SECRET: secret });

    @Module({ imports: [ConfigModule.of(environment), ObservabilityModule, DatabaseModule, AuthModule, KitchenModule] })
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

  /** The token of somebody who works in the shop; for 15 minutes unless another number of seconds is given. */
  token(
    { businessId, employeeId }: Pick<RecordedShop, 'businessId' | 'employeeId'>,
    outletIds: readonly string[],
    { role = 'kitchen' as Role, seconds = 900, secret = this.secret } = {},
  ): Promise<string> {
    const now = Date.now() / 1_000;
    return new SignJWT({ businessId, role, outletIds: [...outletIds], outletId: null, sessionId: randomUUID() })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(employeeId)
      .setIssuer('tillbook')
      .setAudience('tillbook-api')
      .setIssuedAt(Math.floor(now))
      .setExpirationTime(Math.ceil(now + seconds))
      .sign(createSecretKey(Buffer.from(secret)));
  }

  screen(auth: Record<string, unknown>): Screen {
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    const screen = openScreen(`http://127.0.0.1:${port}`, auth);
    this.screens.push(screen);
    return screen;
  }

  async close(): Promise<void> {
    for (const { socket } of this.screens) socket.disconnect();
    await this.app.close();
  }
}
