import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { type FailureDetails, type FailureState, listFailures } from '../../../platform/events/failure-desk';
import { Failures, type FailuresFilter, type FailureView } from '../contracts/outbox-views';
import { streamsWithinReach } from '../domain/reach';

const UNSETTLED: readonly FailureState[] = ['parked', 'dead'];

@Injectable()
export class FailuresQuery extends Failures {
  constructor(private readonly database: Database) {
    super();
  }

  async list(actor: Actor | Operator, filter: FailuresFilter): Promise<FailureView[]> {
    const { state, listener = null, after, limit } = filter;
    const streamIds = streamsWithinReach(actor, undefined);
    const states = state ? [state] : UNSETTLED;
    const failures = await this.database.read(actor.businessId, (tx) =>
      listFailures(tx, { streamIds, states, listener, after, limit }),
    );
    return failures.map(toView);
  }
}

function toView({ occurredAt, failedAt, nextAttemptAt, settledAt, ...failure }: FailureDetails): FailureView {
  return {
    ...failure,
    occurredAt: occurredAt.toISOString(),
    failedAt: failedAt.toISOString(),
    nextAttemptAt: failure.state === 'parked' ? nextAttemptAt.toISOString() : null,
    settledAt: settledAt?.toISOString() ?? null,
  };
}
