import { Global, Logger, Module } from '@nestjs/common';
import { invariant } from '../../kernel/invariant';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventBus } from '../events/event-bus';
import { outsideLogContext } from '../observability/log-context';
import { Metrics } from '../observability/metrics';
import { CommitRecord } from './commit-record';
import { APP_POOL, Database } from './database';
import { createAppPool } from './pool';
import { watchPool } from './watch-pool';

@Global()
@Module({
  providers: [
    EventBus,
    CommitRecord,
    Database,
    {
      provide: APP_POOL,
      inject: [ENVIRONMENT, Metrics],
      useFactory: ({ DATABASE_URL, DATABASE_POOL_MAX, readMsMax }: Environment, metrics: Metrics) => {
        invariant(DATABASE_URL, 'the launcher provides a database where the environment names none');
        const log = new Logger('Database');
        // In nobody's name: a connection is not of the request that happened to open it.
        const complain = (error: Error): void => outsideLogContext(() => log.warn(error.message));
        const pool = createAppPool(DATABASE_URL, DATABASE_POOL_MAX, complain, readMsMax);
        watchPool(pool, metrics);
        return pool;
      },
    },
  ],
  exports: [EventBus, Database],
})
export class DatabaseModule {}
