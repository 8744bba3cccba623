import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { RequestRecord } from './request-record';
import { TelemetryConsent } from './telemetry-consent';
import { Tracing } from './tracing';

@Global()
@Module({
  controllers: [MetricsController],
  providers: [Metrics, RequestRecord, TelemetryConsent, Tracing],
  exports: [Metrics],
})
export class ObservabilityModule {}
