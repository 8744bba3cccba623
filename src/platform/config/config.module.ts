import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '../../kernel/clock';
import type { Environment } from './environment';

/** The injection token of the process's configuration. */
export const ENVIRONMENT = Symbol('Environment');

/** What a process is given: its configuration and the time. */
@Global()
@Module({})
export class ConfigModule {
  static of(environment: Environment): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: Clock, useClass: SystemClock },
      ],
      exports: [ENVIRONMENT, Clock],
    };
  }
}
