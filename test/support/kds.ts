import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ConsoleLogger, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT } from 'jose';
import { io, type Socket } from 'socket.io-client';
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

export interface OrderFrame {
  readonly message: string;
  readonly eventId: string;
  readonly seq: number;
  readonly orderId: string;
  readonly [fact: string]: unknown;
}

/** A screen in a kitchen, and what it has been shown. */
export interface Screen {
  readonly socket: Socket;
  readonly frames: OrderFrame[];
  /** Why it was refused or ended, in order. */
  readonly endings: unknown[];
  readonly seqs: () => number[];
}

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
    const socket = io(`http://127.0.0.1:${port}/kds`, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    const frames: OrderFrame[] = [];
    const endings: unknown[] = [];
    for (const message of ['order:created', 'order:status_changed']) {
      socket.on(message, (body: Omit<OrderFrame, 'message'>) => frames.push({ message, ...body } as OrderFrame));
    }
    socket.on('connect_error', (error) =>
      endings.push((error as { data?: { code?: string } }).data?.code ?? error.message),
    );
    socket.on('auth:expired', () => endings.push('auth:expired'));
    socket.on('disconnect', (reason) => endings.push(reason));
    const screen = { socket, frames, endings, seqs: () => frames.map(({ seq }) => seq) };
    this.screens.push(screen);
    return screen;
  }

  async close(): Promise<void> {
    for (const { socket } of this.screens) socket.disconnect();
    await this.app.close();
  }
}
