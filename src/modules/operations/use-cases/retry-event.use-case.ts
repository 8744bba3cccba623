import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { lockFailuresOf, retryFailures } from '../../../platform/events/failure-desk';
import { RetryEvent, type RetryEventCommand, type RetriedEvent } from '../contracts/outbox-repairs';
import { requireUnsettled } from '../domain/failures';
import { streamsWithinReach } from '../domain/reach';
import { eventsRetried } from '../domain/repair-events';

/** Has an event tried again at once that a listener could not take, as if it had failed for the first time. */
@Injectable()
export class RetryEventUseCase extends RetryEvent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(actor: Actor | Operator, command: RetryEventCommand, idempotencyKey: string): Promise<Answer<RetriedEvent>> {
    const { eventId, listener = null } = command;
    const idempotent = { idempotencyKey, operation: 'operations.retry-event', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const streamIds = streamsWithinReach(actor, undefined);
      const failures = requireUnsettled(eventId, await lockFailuresOf(tx, eventId, { streamIds, listener }));
      await retryFailures(tx, failures);
      tx.record(eventsRetried(failures, this.clock.now()));
      return { eventId, listeners: failures.map((failure) => failure.listener) };
    });
  }
}
