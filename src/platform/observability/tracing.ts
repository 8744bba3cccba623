import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { TelemetryConsent } from './telemetry-consent';

/** Sends traces to the collector that the environment names; where it names none, nothing for it is loaded. */
@Injectable()
export class Tracing implements OnModuleInit, OnApplicationShutdown {
  private stop: (() => Promise<void>) | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly consent: TelemetryConsent,
  ) {}

  onModuleInit(): void {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = this.environment;
    if (endpoint === undefined) return;
    // Here and not above: whoever has no collector is spared some hundred files.
    const { exportTraces } = require('./trace-export') as typeof import('./trace-export');
    this.stop = exportTraces(endpoint, this.environment, this.consent);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop?.();
  }
}
