import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';

const COMMAND_TIMEOUT_MS = 250;
const CONNECT_TIMEOUT_MS = 2_000;
const DISCONNECT_TIMEOUT_MS = 100;
const RETRY_STEP_MS = 200;
const RETRY_MAX_MS = 5_000;

/** A client whose commands are answered soon or fail: nobody waits for a Redis that is away. It reconnects for good. */
export function connectToRedis(url: string): Redis {
  const redis = new Redis(url, {
    connectionName: 'tillbook',
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * RETRY_STEP_MS, RETRY_MAX_MS),
  });
  reportOutages(redis);
  return redis;
}

/** One line when it goes and one when it comes back, however often it is tried in between. */
function reportOutages(redis: Redis): void {
  const log = new Logger('Redis');
  let away = false;
  redis.on('error', (error: Error & { code?: string }) => {
    if (!away) log.warn(`away, going on without it: ${error.message || error.code}`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.log('back');
    away = false;
  });
}
