import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error';

const ENTITY_TAG = /^"(\d{1,9})"$/;

/** The `ETag` of a row that counts its changes. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** The version that `If-Match` asks for; null where the header is absent or `*`. 400 `request.if-match-malformed`. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext): number | null =>
  readIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

export function readIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const [, version] = ENTITY_TAG.exec(header.trim()) ?? [];
  if (version === undefined) {
    throw new DomainError('malformed', 'request.if-match-malformed', 'If-Match takes one ETag as an answer gave it.');
  }
  return Number(version);
}
