import { Logger } from '@nestjs/common';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { parseKeyPairsIntoRecord, setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Environment } from '../config/environment';
import { ConsentingSpanProcessor } from './consenting-span-processor';
import { outsideLogContext } from './log-context';
import type { TelemetryConsent } from './telemetry-consent';

/** A collector that does not answer keeps nobody waiting, and no process from ending. */
const EXPORT_MS = 3_000;

type Settings = Pick<
  Environment,
  'APP_ROLE' | 'OTEL_SERVICE_NAME' | 'OTEL_EXPORTER_OTLP_HEADERS' | 'OTEL_TRACES_SAMPLER_ARG'
>;

/** From now on the process's spans go to the collector at `endpoint`. Returns how to stop, which sends what is left. */
export function exportTraces(endpoint: string, settings: Settings, consent: TelemetryConsent): () => Promise<void> {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    headers: parseKeyPairsIntoRecord(settings.OTEL_EXPORTER_OTLP_HEADERS),
    timeoutMillis: EXPORT_MS,
  });
  const batches = new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': settings.OTEL_SERVICE_NAME,
      'tillbook.role': settings.APP_ROLE,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(settings.OTEL_TRACES_SAMPLER_ARG) }),
    spanProcessors: [new ConsentingSpanProcessor(batches, consent)],
  });
  const complain = complaints();
  setGlobalErrorHandler(complain);
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return async () => {
    await provider.shutdown().catch(complain);
    for (const part of [trace, context, propagation]) part.disable();
  };
}

/** Says what is wrong once, however often it is wrong again. */
function complaints(): (error: unknown) => void {
  const log = new Logger('Tracing');
  let last = '';
  return (error) => {
    const complaint = error instanceof Error ? error.message : JSON.stringify(error);
    if (complaint !== last) outsideLogContext(() => log.warn(`no traces are sent: ${complaint}`));
    last = complaint;
  };
}
