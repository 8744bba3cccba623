import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { problemSchema } from './schemas';

interface Documented {
  readonly summary: string;
  readonly status?: number;
  readonly response?: z.ZodType;
  /** Statuses it may refuse with, beyond those that every route has: malformed, against its schema, too many, away. */
  readonly refuses?: readonly number[];
  readonly isPublic?: boolean;
}

/** A route's place in the API description, and its status. */
export function Documents({ summary, status = 200, response, refuses = [], isPublic }: Documented): MethodDecorator {
  const problems = new Set([...refuses, 400, 422, 429, 503, ...(isPublic ? [] : [401, 403])]);
  return applyDecorators(
    HttpCode(status),
    ApiOperation({ summary }),
    ApiResponse({ status, description: summary, ...(response ? { standardSchema: response } : {}) }),
    ...[...problems]
      .sort((a, b) => a - b)
      .map((problem) => ApiResponse({ status: problem, description: 'Refused.', standardSchema: problemSchema })),
    ...(isPublic ? [] : [ApiBearerAuth()]),
  );
}
