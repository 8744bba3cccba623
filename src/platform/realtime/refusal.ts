import type { Logger } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';

/** A refusal as a socket is told of it, at its handshake and in answer to a command. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly [fact: string]: unknown;
}

/** What is no refusal is ours to find in the log, and nobody else's business. */
export function describeRefusal(error: unknown, log: Logger): Refusal {
  if (error instanceof DomainError) return { ...error.details, code: error.code, detail: error.message };
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return { code: 'internal', detail: 'Something went wrong on our side.' };
}
