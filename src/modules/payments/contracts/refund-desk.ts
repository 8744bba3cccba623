import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import type { IntentMethod } from './payment.events';
import type { PaidBackFrom, RefundReason, RefundState } from './refund.events';

/** What a provider is to give back of a payment, to whoever looks after it. */
export interface RefundTask {
  readonly refundId: string;
  readonly intentId: string;
  readonly outletId: string;
  readonly provider: string;
  readonly method: IntentMethod;
  readonly amount: number;
  readonly currency: string;
  readonly reason: RefundReason;
  readonly sourceId: string;
  readonly state: RefundState;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly lastError: string | null;
  readonly reference: string | null;
  readonly owedAt: string;
  /** Null unless it is closed. */
  readonly closed: ClosedBy | null;
}

export interface ClosedBy {
  readonly paidFrom: PaidBackFrom;
  readonly reason: string;
  readonly closedBy: string;
  readonly closedAt: string;
  readonly ledgerEntryId: string | null;
}

export interface RefundTasksFilter {
  readonly state?: RefundState | undefined;
  /** The task that the page before ended with. */
  readonly after: string | null;
  readonly limit: number;
}

export abstract class RefundTasks {
  /** At the outlets where the actor works, the oldest first. */
  abstract find(actor: Actor | Operator, filter: RefundTasksFilter): Promise<RefundTask[]>;
}

export interface RetryRefundCommand {
  readonly refundId: string;
}

export abstract class RetryRefund {
  /** Throws `payments.refund-task-not-found` or `payments.refund-task-not-dead`. */
  abstract execute(
    actor: Actor | Operator,
    command: RetryRefundCommand,
    idempotencyKey: string,
  ): Promise<Answer<RefundTask>>;
}

export interface CloseRefundCommand extends RetryRefundCommand {
  readonly paidFrom: PaidBackFrom;
  readonly reason: string;
}

export abstract class CloseRefund {
  /** Throws `payments.refund-task-not-found` or `payments.refund-task-not-dead`. */
  abstract execute(
    actor: Actor | Operator,
    command: CloseRefundCommand,
    idempotencyKey: string,
  ): Promise<Answer<RefundTask>>;
}
