import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../kernel/domain-error';
import { addressBlock } from './address-block';

export const VISITS_PER_MINUTE = 60;

/** How often somebody whom nobody knows may ask one process something, by network address. */
@Injectable()
export class VisitorLimits {
  private readonly limiter = new RateLimiterMemory({ points: VISITS_PER_MINUTE, duration: 60 });

  /** Throws `request.rate-limited`. */
  async spend(address: string): Promise<void> {
    await this.limiter.consume(addressBlock(address)).catch((refused: RateLimiterRes) => {
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      throw new DomainError('too-many', 'request.rate-limited', 'Too many requests.', {}, seconds);
    });
  }
}
