import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './http/health.controller';
import { MetricsController } from './http/metrics.controller';
import { DatabaseHealthQuery } from './queries/database-health.query';

@Module({
  imports: [TerminusModule],
  controllers: [HealthController, MetricsController],
  providers: [DatabaseHealthQuery],
})
export class OperationsModule {}
