import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import type { z } from 'zod';
import { problemSchema } from './schemas';

interface Documented {
  readonly summary: string;
  readonly status?: number;
  readonly response?: z.ZodType;
  /** The media types of an answer that is not JSON. */
  readonly printed?: readonly string[];
  /** Statuses it may refuse with, beyond those that every route has: malformed, against its schema, too many, away. */
  readonly refuses?: readonly number[];
  readonly isPublic?: boolean;
  /** By which tokens it is called; default: an employee's. */
  readonly tokens?: readonly ('bearer' | 'device')[];
}

const PRINTED = { schema: { type: 'string' as const } };

/** A route's place in the API description, and its status. */
export function Documents(documented: Documented): MethodDecorator {
  const { summary, status = 200, response, printed, refuses = [], isPublic, tokens = ['bearer'] } = documented;
  const problems = new Set([...refuses, 400, 422, 429, 503, ...(isPublic ? [] : [401, 403])]);
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary }),
    ApiResponse({
      status,
      description: summary,
      ...(response ? { standardSchema: response } : {}),
      ...(printed ? { content: Object.fromEntries(printed.map((type) => [type, PRINTED])) } : {}),
    }),
    ...[...problems]
      .sort((a, b) => a - b)
      .map((problem) => ApiResponse({ status: problem, description: 'Refused.', standardSchema: problemSchema })),
    ...(isPublic ? [] : tokens.map((token) => ApiSecurity(token))),
  );
}
