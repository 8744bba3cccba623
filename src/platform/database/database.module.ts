import { Global, Logger, Module } from '@nestjs/common';
import { invariant } from '../../kernel/invariant';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { EventBus } from '../events/event-bus';
import { APP_POOL, Database } from './database';
import { createAppPool } from './pool';

@Global()
@Module({
  providers: [
    EventBus,
    Database,
    {
      provide: APP_POOL,
      inject: [ENVIRONMENT],
      useFactory: ({ DATABASE_URL, DATABASE_POOL_MAX }: Environment) => {
        invariant(DATABASE_URL, 'the launcher provides a database where the environment names none');
        const log = new Logger('Database');
        return createAppPool(DATABASE_URL, DATABASE_POOL_MAX, (error) => log.warn(error.message));
      },
    },
  ],
  exports: [EventBus, Database],
})
export class DatabaseModule {}
