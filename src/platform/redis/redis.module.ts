import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { connectToRedis } from './connect';

/** The injection token of the `Redis` client, or of null where the environment names no server. */
export const REDIS = Symbol('Redis');

/** Redis is never the truth: what uses it goes on, only less well, while it is away. */
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [ENVIRONMENT],
      useFactory: ({ REDIS_URL }: Environment) => (REDIS_URL ? connectToRedis(REDIS_URL) : null),
    },
  ],
  exports: [REDIS],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis | null) {}

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
