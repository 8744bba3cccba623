import {
  type Attributes,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { DomainError } from '../../kernel/domain-error';
import { logContext, outsideLogContext } from './log-context';

export const BUSINESS_ID = 'tillbook.business_id';

/** Where nothing is exported, its spans do nothing. */
export const tracer = (): Tracer => trace.getTracer('tillbook');

/** A span round a piece of work of a business. */
export function inSpan<Result>(
  name: string,
  businessId: string,
  facts: Attributes,
  work: () => Promise<Result>,
): Promise<Result> {
  const attributes = { ...facts, [BUSINESS_ID]: businessId, ...correlation() };
  return tracer().startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      describeError(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** What follows from the work that is under way, and is no part of it. */
export function onNobodysBehalf<Result>(work: () => Result): Result {
  return context.with(ROOT_CONTEXT, () => outsideLogContext(work));
}

export function correlation(): Attributes {
  const { correlationId, correlationIds } = logContext();
  return {
    ...(correlationId !== undefined && { 'tillbook.correlation_id': correlationId }),
    ...(correlationIds && { 'tillbook.correlation_ids': [...correlationIds] }),
  };
}

/** By its code or its name: the text of an error may tell what is nobody's business. A refusal is no fault. */
function describeError(span: Span, error: unknown): void {
  const isDomainError = error instanceof DomainError;
  if (isDomainError) span.setAttribute('tillbook.error_code', error.code);
  if (isDomainError && error.kind !== 'unavailable') return;
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
}
