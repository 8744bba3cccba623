import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, worksAt } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { PaymentIntent, PaymentRefund } from '../../../platform/database/generated/client';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { cursorInvalid, decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import { refundTaskNotFound } from '../domain/payments.errors';
import type { RefundTaskFilterInput, RefundTaskView as View } from '../http/refund-task.schema';

export type RefundTaskView = View;

const of = { intent: true } as const;

@Injectable()
export class RefundTasksQuery {
  constructor(private readonly database: Database) {}

  async list(
    { businessId, outletIds }: Actor,
    { state, cursor, limit }: RefundTaskFilterInput,
  ): Promise<Page<RefundTaskView>> {
    const after = placeOf(cursor);
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
        take: limit + 1,
      }),
    );
    const page = toPage(rows, limit, ({ id }) => [id]);
    return { ...page, data: page.data.map(toView) };
  }

  /** Throws `payments.refund-task-not-found`, also where the actor does not work. */
  async require({ prisma, businessId }: ReadTx | Tx, actor: Actor, id: string): Promise<RefundTaskView> {
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

function toView({ intent, ...row }: PaymentRefund & { intent: PaymentIntent }): RefundTaskView {
  return {
    refundId: row.id,
    intentId: row.intentId,
    outletId: intent.outletId,
    provider: intent.provider,
    amount: moneyToJson(row.amount),
    currency: intent.currency,
    reason: row.reason as RefundTaskView['reason'],
    sourceId: row.sourceId,
    state: row.state as RefundTaskView['state'],
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    lastError: row.lastError,
    reference: row.reference,
    owedAt: row.owedAt.toISOString(),
  };
}
