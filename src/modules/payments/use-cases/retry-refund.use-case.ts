import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { refundTaskNotDead } from '../domain/payments.errors';
import { refundRetried } from '../domain/refund-events';
import { type RefundTaskView, RefundTasksQuery } from '../queries/refund-tasks.query';
import { RefundStore } from '../store/refund.store';

export interface RetryRefundCommand {
  readonly refundId: string;
}

/** Has a provider asked again for money that it would not give back: by the next round, under the same id. */
@Injectable()
export class RetryRefundUseCase {
  constructor(
    private readonly database: Database,
    private readonly tasks: RefundTasksQuery,
    private readonly refunds: RefundStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, command: RetryRefundCommand, idempotencyKey: string): Promise<Answer<RefundTaskView>> {
    const { refundId } = command;
    const idempotent = { idempotencyKey, operation: 'payments.retry-refund', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const { intentId, reason, amount, outletId, attempts } = await this.tasks.require(tx, actor, refundId);
      const at = this.clock.now();
      const isFirst = await this.refunds.revive(tx, refundId, at);
      const task = await this.tasks.require(tx, actor, refundId);
      if (!isFirst) throw refundTaskNotDead(task.state);
      tx.record(refundRetried({ id: refundId, intentId, amount: BigInt(amount), reason }, outletId, attempts, at));
      return task;
    });
  }
}
