import { AsyncResource } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addToLogContext, inLogContext, logContext } from './log-context';
import { Metrics } from './metrics';
import { BUSINESS_ID, correlation, tracer } from './spans';
import { TelemetryConsent } from './telemetry-consent';

const SLOW_MS = 1_000;
/** Asked so often, and by machines, that nobody wants a trace of it. */
const PROBE = /^\/(health|metrics)\b/;

interface Scope {
  readonly resource: AsyncResource;
  readonly span: Span | undefined;
}

/** What is counted, logged and traced of a request. */
@Injectable()
export class RequestRecord {
  private readonly log = new Logger('Http');
  private readonly scopes = new WeakMap<FastifyRequest, Scope>();

  constructor(
    private readonly metrics: Metrics,
    private readonly consent: TelemetryConsent,
  ) {}

  begin(request: FastifyRequest, go: () => void): void {
    inLogContext({ requestId: request.id, correlationId: request.id }, () => {
      const cause = propagation.extract(ROOT_CONTEXT, request.headers);
      const span = PROBE.test(routeOf(request)) ? undefined : startSpan(request, cause);
      context.with(span ? trace.setSpan(cause, span) : ROOT_CONTEXT, () => {
        this.scopes.set(request, { resource: new AsyncResource('request'), span });
        go();
      });
    });
  }

  end(request: FastifyRequest, reply: FastifyReply): void {
    const { resource, span } = this.scopes.get(request)!;
    // An answer has gone out in the asynchronous context of its connection.
    resource.runInAsyncScope(() => {
      this.count(request, reply);
      this.write(request, reply);
      endSpan(span, reply);
    });
  }

  private count(request: FastifyRequest, reply: FastifyReply): void {
    const labels = { method: request.method, route: routeOf(request), status: statusClass(reply) };
    this.metrics.requests.inc(labels);
    this.metrics.requests.inc({ ...labels, status: '5xx' }, 0); // there from the start, or the first is no increase
    const observe = (): void => this.metrics.requestSeconds.observe(labels, reply.elapsedTime / 1_000);
    const { businessId } = logContext();
    if (businessId === undefined) return observe();
    void this.consent.isGivenBy(businessId).then((isGiven) => isGiven && observe());
  }

  private write(request: FastifyRequest, reply: FastifyReply): void {
    addToLogContext({
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    });
    if (reply.statusCode >= 500) this.log.warn('answered');
    else if (reply.elapsedTime > SLOW_MS) this.log.log('answered, slowly');
    else this.log.debug('answered');
  }
}

function startSpan(request: FastifyRequest, cause: typeof ROOT_CONTEXT): Span {
  const { method } = request;
  const route = routeOf(request);
  const attributes = { 'http.request.method': method, 'http.route': route, ...correlation() };
  return tracer().startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, cause);
}

function endSpan(span: Span | undefined, { statusCode }: FastifyReply): void {
  const { businessId } = logContext();
  span?.setAttributes({ 'http.response.status_code': statusCode, ...(businessId && { [BUSINESS_ID]: businessId }) });
  if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
  span?.end();
}

/** The template: a path with its ids would be another one each time. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

function statusClass({ statusCode }: FastifyReply): string {
  return `${Math.floor(statusCode / 100)}xx`;
}
