import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { type RefundTask, RetryRefund, type RetryRefundCommand } from '../contracts/refund-desk';
import { refundTaskNotDead } from '../domain/payments.errors';
import { refundRetried } from '../domain/refund-events';
import { RefundTasksQuery } from '../queries/refund-tasks.query';
import { RefundStore } from '../store/refund.store';

/** Has a provider asked again for money that it would not give back: by the next round, under the same id. */
@Injectable()
export class RetryRefundUseCase extends RetryRefund {
  constructor(
    private readonly database: Database,
    private readonly tasks: RefundTasksQuery,
    private readonly refunds: RefundStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(actor: Actor | Operator, command: RetryRefundCommand, idempotencyKey: string): Promise<Answer<RefundTask>> {
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
