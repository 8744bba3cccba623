import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { discardFailures, lockFailuresOf } from '../../../platform/events/failure-desk';
import { DiscardEvent, type DiscardEventCommand, type DiscardedEvent } from '../contracts/outbox-repairs';
import { requireUnsettled } from '../domain/failures';
import { streamsWithinReach } from '../domain/reach';
import { eventDiscarded } from '../domain/repair-events';

/** Gives up an event that a listener could not take, for a reason that is kept. */
@Injectable()
export class DiscardEventUseCase extends DiscardEvent {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(
    actor: Actor | Operator,
    command: DiscardEventCommand,
    idempotencyKey: string,
  ): Promise<Answer<DiscardedEvent>> {
    const { eventId, listener = null, reason } = command;
    const idempotent = { idempotencyKey, operation: 'operations.discard-event', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const streamIds = streamsWithinReach(actor, undefined);
      const failures = requireUnsettled(eventId, await lockFailuresOf(tx, eventId, { streamIds, listener }));
      await discardFailures(tx, failures, reason);
      const discarded = { eventId, listeners: failures.map((failure) => failure.listener), reason };
      tx.record(eventDiscarded(discarded, this.clock.now()));
      return discarded;
    });
  }
}
