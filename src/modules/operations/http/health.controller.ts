import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { DomainError } from '../../../kernel/domain-error';
import { Public } from '../../../platform/auth/route-policy';
import { Departure } from '../../../platform/http/departure';
import { Documents } from '../../../platform/http/documentation';
import { DatabaseHealthQuery } from '../queries/database-health.query';
import { aliveSchema, type AliveView, readySchema, type ReadyView } from './health.schema';

const PROBE_MS = 1_000;

@ApiTags('operations')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: DatabaseHealthQuery,
    private readonly departure: Departure,
  ) {}

  /** The process runs; says nothing of what it needs. */
  @Get('live')
  @Documents({ summary: 'Tells that the process runs', response: aliveSchema, isPublic: true })
  live(): AliveView {
    return { status: 'ok' };
  }

  /** It can serve: the database answers, and the process stays. */
  @Get('ready')
  @Documents({ summary: 'Tells whether it can serve', response: readySchema, isPublic: true })
  async ready(): Promise<ReadyView> {
    if (this.departure.isAnnounced) throw notReady('shutting_down', []);
    const { status, error = {}, details } = await this.probe();
    if (status !== 'ok') throw notReady(status, Object.keys(error));
    return { status, up: Object.keys(details) };
  }

  private probe(): Promise<HealthCheckResult> {
    const database = () =>
      this.indicators
        .check('database')
        .attempt(() => this.database.probe())
        .withTimeout(PROBE_MS);
    return this.health.check([database]).catch((thrown: unknown) => {
      if (thrown instanceof ServiceUnavailableException) return thrown.getResponse() as HealthCheckResult;
      throw thrown;
    });
  }
}

/** `health` is `error` or `shutting_down`, `down` what does not answer; why is for the log. */
function notReady(health: string, down: readonly string[]): DomainError {
  return new DomainError('unavailable', 'operations.not-ready', 'The server cannot serve now.', { health, down }, 1);
}
