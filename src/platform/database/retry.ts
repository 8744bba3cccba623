import { Logger } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import { type Outcome, outcomeOf, readComplaint, toDomainError } from './database-error';

const ATTEMPTS_MAX = 4;
const BACKOFF_MS = 10;
/** A text with a NUL, a number or a date out of range, an id that is none: what came in with the request. */
const UNREADABLE = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);
const log = new Logger('Database');

/**
 * Runs a unit of work. A definite roll-back (deadlock, serialization) is tried again, at most three times. An unknown
 * outcome (the connection was lost, perhaps during the commit) is tried again only when the work carries an idempotency
 * key: the second run then finds the answer of the first, if there was one.
 */
export async function runWithRetry<T>(
  work: () => Promise<T>,
  options: { repeatable: boolean; onRetry?: (outcome: Outcome) => void },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const outcome = outcomeOf(error);
      const again = outcome === 'rolled-back' || (outcome === 'unknown' && options.repeatable);
      if (!again || attempt === ATTEMPTS_MAX) throw translate(error, outcome);
      log.warn(`attempt ${attempt} ended ${outcome}: ${readComplaint(error)?.message ?? (error as Error).message}`);
      options.onRetry?.(outcome);
      await pause(attempt);
    }
  }
}

function translate(error: unknown, outcome: ReturnType<typeof outcomeOf>): unknown {
  if (outcome === 'refused') {
    const complaint = readComplaint(error);
    if (complaint && UNREADABLE.has(complaint.sqlState)) {
      log.warn(complaint.message);
      return new DomainError('malformed', 'request.value-unreadable', 'A value of the request cannot be read.');
    }
    return (complaint && toDomainError(complaint)) ?? error;
  }
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const code = outcome === 'unknown' ? 'database.outcome-unknown' : 'database.busy';
  return new DomainError('unavailable', code, 'Try again with the same Idempotency-Key.', {}, 1);
}

function pause(attempt: number): Promise<void> {
  const jitter = 0.5 + Math.random();
  return new Promise((resolve) => setTimeout(resolve, BACKOFF_MS * 2 ** attempt * jitter));
}
