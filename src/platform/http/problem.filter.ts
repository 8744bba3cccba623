import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind } from '../../kernel/domain-error';
import { ValidationError } from './validation';

/** RFC 9457, with a stable code. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  requestId: string;
  errors?: { path: string; code: string; message: string }[];
  [fact: string]: unknown;
}

const STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
};

const TITLES: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict with the present state',
  412: 'Precondition failed',
  413: 'Request too large',
  415: 'Unsupported media type',
  422: 'Against a rule',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Try again',
};

/** The one place where an error becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = this.describe(thrown, request);
    if (thrown instanceof DomainError && thrown.retryAfterSeconds !== undefined) {
      reply.header('Retry-After', String(thrown.retryAfterSeconds));
    }
    if (answer.status === 401) reply.header('WWW-Authenticate', 'Bearer');
    void reply.status(answer.status).type('application/problem+json').send(answer);
  }

  private describe(thrown: unknown, request: FastifyRequest): Problem {
    if (thrown instanceof DomainError) {
      return { ...thrown.details, ...problem(request, STATUS[thrown.kind], thrown.code, thrown.message) };
    }
    if (thrown instanceof ValidationError) {
      return { ...problem(request, 422, 'request.invalid', thrown.message), errors: thrown.errors };
    }
    const status = thrown instanceof HttpException ? thrown.getStatus() : fastifyStatus(thrown);
    if (status && status < 500) return problem(request, status, codeOf(status), (thrown as Error).message);

    this.log.error(`${request.id} ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    return problem(request, 500, 'internal', 'Something went wrong on our side; the request id leads to the log.');
  }
}

function problem(request: FastifyRequest, status: number, code: string, detail: string): Problem {
  return {
    type: `urn:tillbook:problem:${code}`,
    title: TITLES[status] ?? 'Error',
    status,
    detail,
    instance: request.url.split('?')[0]!,
    code,
    requestId: request.id,
  };
}

/** Fastify's own refusals: a body that is not JSON, that is too large, or of another type. */
function fastifyStatus(thrown: unknown): number | undefined {
  const { code, statusCode } = thrown as { code?: string; statusCode?: number };
  if (thrown instanceof SyntaxError) return 400;
  return code?.startsWith('FST_') || statusCode ? statusCode : undefined;
}

function codeOf(status: number): string {
  const codes: Record<number, string> = {
    400: 'request.malformed',
    404: 'request.no-such-route',
    413: 'request.too-large',
    415: 'request.unsupported-media-type',
  };
  return codes[status] ?? `request.${status}`;
}
