import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../kernel/domain-error';
import { REDIS } from '../redis/redis.module';
import { addressBlock } from './address-block';

const WINDOW_SECONDS = 15 * 60;
export const FAILURES_PER_ACCOUNT = 10;
export const FAILURES_PER_ADDRESS = 50;

/** Who guesses at what. */
export interface Attempt {
  /** What is guessed at, such as an e-mail address. */
  readonly account: string;
  /** The network address that it is guessed from. */
  readonly address: string;
}

type Limiter = RateLimiterMemory | RateLimiterRedis;

/**
 * Bounds guessing, per account and per address. An attempt is counted before it is judged, so fifty at once are fifty;
 * it is given back when it was right, or could not be judged. Processes share their counters by Redis; while it is away
 * each counts for itself.
 */
@Injectable()
export class AttemptLimits {
  private readonly accounts: Limiter;
  private readonly addresses: Limiter;

  constructor(@Inject(REDIS) redis: Redis | null) {
    this.accounts = createLimiter(redis, 'account', FAILURES_PER_ACCOUNT);
    this.addresses = createLimiter(redis, 'address', FAILURES_PER_ADDRESS);
  }

  /** Runs `judge`, which answers null to a wrong guess. Throws `auth.too-many-attempts`. */
  async attempt<Result>(attempt: Attempt, judge: () => Promise<Result | null>): Promise<Result | null> {
    await this.spend(attempt);
    let failed = false;
    try {
      const result = await judge();
      failed = result === null;
      return result;
    } finally {
      if (!failed) await this.giveBack(attempt);
    }
  }

  private async spend({ account, address }: Attempt): Promise<void> {
    await consume(this.addresses, addressBlock(address));
    try {
      await consume(this.accounts, account);
    } catch (error) {
      // No guess was made: whoever insists on one locked account does not lock the others behind the same address.
      await this.addresses.reward(keyOf(addressBlock(address)));
      throw error;
    }
  }

  private async giveBack({ account, address }: Attempt): Promise<void> {
    await this.accounts.reward(keyOf(account));
    await this.addresses.reward(keyOf(addressBlock(address)));
  }
}

function createLimiter(redis: Redis | null, name: string, points: number): Limiter {
  const limit = { keyPrefix: `tillbook:attempts:${name}`, points, duration: WINDOW_SECONDS };
  const memory = new RateLimiterMemory(limit);
  if (!redis) return memory;
  return new RateLimiterRedis({ ...limit, storeClient: redis, insuranceLimiter: memory });
}

async function consume(limiter: Limiter, key: string): Promise<void> {
  try {
    await limiter.consume(keyOf(key));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw new DomainError('too-many', 'auth.too-many-attempts', 'Too many failed attempts.', {}, seconds);
  }
}

/** Of one length whatever was typed, and no e-mail address is left lying in Redis. */
function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
