import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, type Operator, worksAt } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { PaymentIntent, PaymentRefund } from '../../../platform/database/generated/client';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { cursorInvalid, decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import type { PaidBackFrom } from '../contracts/refund.events';
import { type RefundTask, RefundTasks, type RefundTasksFilter } from '../contracts/refund-desk';
import { refundTaskNotFound } from '../domain/payments.errors';
import type { RefundTaskFilterInput } from '../http/refund-task.schema';

const of = { intent: true } as const;

@Injectable()
export class RefundTasksQuery extends RefundTasks {
  constructor(private readonly database: Database) {
    super();
  }

  async list(actor: Actor, { state, cursor, limit }: RefundTaskFilterInput): Promise<Page<RefundTask>> {
    const tasks = await this.find(actor, { state, after: placeOf(cursor), limit: limit + 1 });
    return toPage(tasks, limit, ({ refundId }) => [refundId]);
  }

  async find(
    { businessId, outletIds }: Actor | Operator,
    { state, after, limit }: RefundTasksFilter,
  ): Promise<RefundTask[]> {
    const rows = await this.database.read(businessId, ({ prisma }) =>
      prisma.paymentRefund.findMany({
        where: {
          businessId,
          state,
          intent: { outletId: { in: [...outletIds] } },
          ...(after !== null && { id: { gt: after } }),
        },
        include: of,
        orderBy: { id: 'asc' },
        take: limit,
      }),
    );
    return rows.map(toView);
  }

  /** Throws `payments.refund-task-not-found`, also where the actor does not work. */
  async require({ prisma, businessId }: ReadTx | Tx, actor: Actor | Operator, id: string): Promise<RefundTask> {
    const row = await prisma.paymentRefund.findUnique({ where: { businessId_id: { businessId, id } }, include: of });
    if (!row || !worksAt(actor, row.intent.outletId)) throw refundTaskNotFound();
    return toView(row);
  }
}

function placeOf(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const id = z.uuid().safeParse(key[0]);
  if (!id.success) throw cursorInvalid();
  return id.data;
}

function toView({ intent, ...row }: PaymentRefund & { intent: PaymentIntent }): RefundTask {
  return {
    refundId: row.id,
    intentId: row.intentId,
    outletId: intent.outletId,
    provider: intent.provider,
    method: intent.method as RefundTask['method'],
    amount: moneyToJson(row.amount),
    currency: intent.currency,
    reason: row.reason as RefundTask['reason'],
    sourceId: row.sourceId,
    state: row.state as RefundTask['state'],
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    lastError: row.lastError,
    reference: row.reference,
    owedAt: row.owedAt.toISOString(),
    closed:
      row.paidFrom === null
        ? null
        : {
            paidFrom: row.paidFrom as PaidBackFrom,
            reason: row.closedReason!,
            closedBy: row.closedBy!,
            closedAt: row.closedAt!.toISOString(),
            ledgerEntryId: row.journalEntryId,
          },
  };
}
