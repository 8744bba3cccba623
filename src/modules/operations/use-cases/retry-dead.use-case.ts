import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { lockDead, retryFailures } from '../../../platform/events/failure-desk';
import { RetryDead, type RetryDeadCommand, type RetriedDead } from '../contracts/outbox-repairs';
import { streamsWithinReach } from '../domain/reach';
import { eventsRetried } from '../domain/repair-events';

/** In one commit; its event names each of them. */
const BATCH = 200;

/** Has dead events tried again, those that died first before the others. */
@Injectable()
export class RetryDeadUseCase extends RetryDead {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(actor: Actor | Operator, command: RetryDeadCommand, idempotencyKey: string): Promise<Answer<RetriedDead>> {
    const { listener = null } = command;
    const idempotent = { idempotencyKey, operation: 'operations.retry-dead', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const streamIds = streamsWithinReach(actor, undefined);
      const dead = await lockDead(tx, { streamIds, listener, limit: BATCH });
      if (dead.length > 0) {
        await retryFailures(tx, dead);
        tx.record(eventsRetried(dead, this.clock.now()));
      }
      return { retried: dead.length, hasMore: dead.length === BATCH };
    });
  }
}
