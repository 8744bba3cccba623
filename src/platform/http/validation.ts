import { StandardSchemaValidationPipe } from '@nestjs/common';

/** What a request has wrong against its schema. */
export class ValidationError extends Error {
  constructor(readonly errors: { path: string; code: string; message: string }[]) {
    super('The request does not fit its schema.');
  }
}

interface Issue {
  readonly message: string;
  readonly code?: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[];
}

const ISSUES_MAX = 20;

/** Validates every `@Body({ schema })`, `@Query({ schema })` and `@Param(…, { schema })`. */
export function createValidationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) =>
      new ValidationError(
        issues.slice(0, ISSUES_MAX).map((issue) => ({
          path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
          code: issue.code ?? 'invalid',
          message: issue.message,
        })),
      ),
  } as ConstructorParameters<typeof StandardSchemaValidationPipe>[0]);
}
