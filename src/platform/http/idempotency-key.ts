import { applyDecorators, createParamDecorator, type ExecutionContext, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error';
import { newId } from '../../kernel/ids';
import { AnswerInterceptor } from './answer.interceptor';

const PATTERN = /^[\x21-\x7e]{1,255}$/;

type Need = 'required' | 'optional';

/**
 * The caller's `Idempotency-Key`. 400 `request.idempotency-key-missing` without one, except where the route's own state
 * refuses to be changed twice (`'optional'`) and where nothing is changed (`?dryRun=true`): there one is made.
 */
export const IdempotencyKey = createParamDecorator((need: Need | undefined, context: ExecutionContext): string => {
  const { headers, query } = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: { dryRun?: string } }>>();
  const key = headers['idempotency-key'];
  if (key === undefined && (need === 'optional' || query.dryRun === 'true')) return newId();
  if (typeof key !== 'string' || key === '') {
    throw new DomainError('malformed', 'request.idempotency-key-missing', 'Send an Idempotency-Key header.');
  }
  if (!PATTERN.test(key)) {
    throw new DomainError(
      'malformed',
      'request.idempotency-key-malformed',
      'An Idempotency-Key is 1 to 255 visible ASCII characters.',
    );
  }
  return key;
});

/** A route that is done once per key: its header in the API description, and `Idempotency-Replayed` on a repeated answer. */
export const Idempotent = (need: Need = 'required'): MethodDecorator =>
  applyDecorators(
    UseInterceptors(AnswerInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: need === 'required',
      description:
        'Unique per business and request, 1 to 255 visible ASCII characters. The same key gives the same answer.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
