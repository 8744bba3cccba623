import { Module } from '@nestjs/common';
import { RedisModule } from '../redis/redis.module';
import { Nudges } from './nudges';

/** In every process: whoever commits tells the others, and whoever follows the log or shows it hears of it. */
@Module({ imports: [RedisModule], providers: [Nudges] })
export class NudgesModule {}
