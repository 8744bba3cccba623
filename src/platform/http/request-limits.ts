import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../kernel/domain-error';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';

const WINDOW_SECONDS = 60;

/** How many requests a business may send to one process in a minute: a shop behind one address is many tills. */
@Injectable()
export class RequestLimits {
  private readonly limiter: RateLimiterMemory;
  private readonly policy: string;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    const points = environment.REQUESTS_PER_MINUTE;
    this.limiter = new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
    this.policy = `"business";q=${points};w=${WINDOW_SECONDS}`;
  }

  async spend(businessId: string, reply: FastifyReply): Promise<void> {
    const left = await this.limiter.consume(businessId).catch((refused: RateLimiterRes) => refused);
    const resetSeconds = Math.ceil(left.msBeforeNext / 1_000);
    reply.header('RateLimit-Policy', this.policy);
    reply.header('RateLimit', `"business";r=${left.remainingPoints};t=${resetSeconds}`);
    if (left.consumedPoints > this.limiter.points) {
      throw new DomainError('too-many', 'request.rate-limited', 'Too many requests.', {}, resetSeconds);
    }
  }
}
