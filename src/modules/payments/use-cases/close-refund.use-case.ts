import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { businessDateOf } from '../../../kernel/business-date';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { Tx } from '../../../platform/database/tx';
import { OutletSettings } from '../../identity';
import { TENDER_ROLES } from '../../sales';
import { CloseRefund, type CloseRefundCommand, type RefundTask } from '../contracts/refund-desk';
import { refundTaskNotDead } from '../domain/payments.errors';
import { postPaidBack } from '../domain/refund';
import { refundClosed } from '../domain/refund-events';
import { RefundTasksQuery } from '../queries/refund-tasks.query';
import { RefundStore } from '../store/refund.store';

/** Ends what a provider would not give back: the customer had the money another way, and what the shop paid is booked. */
@Injectable()
export class CloseRefundUseCase extends CloseRefund {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly tasks: RefundTasksQuery,
    private readonly refunds: RefundStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(actor: Actor | Operator, command: CloseRefundCommand, idempotencyKey: string): Promise<Answer<RefundTask>> {
    const { refundId, paidFrom, reason } = command;
    const idempotent = { idempotencyKey, operation: 'payments.close-refund', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const task = await this.tasks.require(tx, actor, refundId);
      if (!(await this.refunds.lockDead(tx, refundId))) {
        throw refundTaskNotDead((await this.tasks.require(tx, actor, refundId)).state);
      }
      const at = this.clock.now();
      const closedBy = actor.employeeId;
      const entryId = await this.book(tx, task, command, { closedBy, at });
      await this.refunds.close(tx, refundId, { paidFrom, reason, closedBy, at, entryId });
      const refund = { id: refundId, intentId: task.intentId, amount: BigInt(task.amount), reason: task.reason };
      tx.record(refundClosed(refund, task.outletId, { paidFrom, reason }, at));
      return this.tasks.require(tx, actor, refundId);
    });
  }

  /** On the outlet's day. Null where there is nothing to book. */
  private async book(
    tx: Tx,
    { refundId, outletId, method, amount }: RefundTask,
    { paidFrom }: CloseRefundCommand,
    { closedBy, at }: { readonly closedBy: string; readonly at: Date },
  ): Promise<string | null> {
    const posting = postPaidBack(TENDER_ROLES[method], paidFrom);
    if (!posting) return null;
    const { outlets } = await this.outletSettings.load(tx);
    const { timeZone, dayStartsAt } = outlets.find(({ id }) => id === outletId)!;
    const effectiveDate = businessDateOf(at, timeZone, dayStartsAt);
    return this.refunds.post(tx, refundId, {
      ...{ outletId, effectiveDate, amount: BigInt(amount), recordedBy: closedBy, posting },
    });
  }
}
