import { hostname, userInfo } from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../app.module';
import type { Operator } from '../../kernel/actor';
import { DomainError } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import { findDatabase } from '../../launch';
import { Businesses, type BusinessSummary } from '../../modules/identity';
import { readEnvironment } from '../../platform/config/environment';
import { OperatorLog } from './operator-log';

const PAGE = 100;
/** Whole tables of years are looked through, and nobody stands at a till meanwhile. */
const READ_MS_MAX = 30 * 60 * 1_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NO_EMPLOYEE = '00000000-0000-0000-0000-000000000000';

/** A business, and whoever runs the platform acting in it. */
export interface BusinessAtHand {
  readonly business: BusinessSummary;
  readonly operator: Operator;
}

/** The application, without its port and its listeners, for as long as an operator's command runs. */
export class OperatorDesk {
  private readonly correlationId = `cli:${userName()}@${hostname()}:${newId()}`;

  private constructor(
    private readonly app: INestApplicationContext,
    private readonly leaveDatabase: () => Promise<void>,
  ) {}

  static async open(): Promise<OperatorDesk> {
    const environment = readEnvironment();
    const database = await findDatabase(environment, () => undefined);
    const present = {
      ...environment,
      APP_ROLE: 'api' as const,
      DATABASE_URL: database.url,
      readMsMax: READ_MS_MAX,
      REDIS_URL: undefined, // the workers look for themselves; a Redis that is away must not stop a repair
      JWT_SECRET: environment.JWT_SECRET ?? 'no token is ever signed with this one',
    };
    const app = await NestFactory.createApplicationContext(AppModule.of(present), {
      logger: new OperatorLog(),
      abortOnError: false,
    }).catch(async (error: unknown) => {
      await database.stop();
      throw error;
    });
    return new OperatorDesk(app, () => database.stop());
  }

  get<Port>(port: abstract new (...args: never[]) => Port): Port {
    return this.app.get<Port>(port as never, { strict: false });
  }

  /** The one that is asked for, or all there are, one after the other. Throws `identity.business-not-found`. */
  async *businesses(only: string | undefined): AsyncGenerator<BusinessAtHand> {
    if (only !== undefined) {
      yield await this.business(only);
      return;
    }
    const businesses = this.get(Businesses);
    for (let ids = await businesses.idsAfter(null, PAGE); ids.length > 0;) {
      for (const id of ids) yield await this.business(id);
      ids = await businesses.idsAfter(ids.at(-1)!, PAGE);
    }
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.leaveDatabase();
  }

  private async business(businessId: string): Promise<BusinessAtHand> {
    const business = UUID.test(businessId) ? await this.get(Businesses).find(businessId) : null;
    if (!business) throw new DomainError('not-found', 'identity.business-not-found', 'There is no such business.');
    return {
      business,
      operator: {
        businessId,
        employeeId: NO_EMPLOYEE,
        role: 'operator',
        outletIds: business.outlets.map(({ id }) => id),
        outletId: null,
        correlationId: this.correlationId,
      },
    };
  }
}

/** A container's account may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'somebody');
  }
}
