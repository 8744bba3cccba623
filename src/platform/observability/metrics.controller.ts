import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '../../kernel/domain-error';
import { Public } from '../auth/route-policy';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Metrics } from './metrics';

@ApiExcludeController()
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** For Prometheus; behind METRICS_TOKEN where one is set. */
  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Headers('authorization') authorization?: string): Promise<string> {
    const { METRICS_TOKEN } = this.environment;
    if (METRICS_TOKEN && authorization !== `Bearer ${METRICS_TOKEN}`) {
      throw new DomainError('unauthenticated', 'auth.token-invalid', 'The metrics are behind a token.');
    }
    return this.metrics.scrape();
  }
}
