import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { PaymentIntent as Row } from '../../../platform/database/generated/client';
import { intentNotFound } from '../domain/payments.errors';
import type { IntentView as View } from '../http/intent.schema';

export type IntentView = View;

@Injectable()
export class IntentsQuery {
  constructor(private readonly database: Database) {}

  /** Throws `payments.intent-not-found`, also where the actor does not work. */
  async get(actor: Actor, id: string): Promise<IntentView> {
    const { businessId } = actor;
    const row = await this.database.read(businessId, (tx) =>
      tx.prisma.paymentIntent.findUnique({ where: { businessId_id: { businessId, id } } }),
    );
    if (!row || !worksAt(actor, row.outletId)) throw intentNotFound();
    return toView(row);
  }
}

function toView(row: Row): IntentView {
  return {
    intentId: row.id,
    outletId: row.outletId,
    method: row.method as IntentView['method'],
    provider: row.provider,
    amount: moneyToJson(row.amount),
    currency: row.currency,
    state: row.state as IntentView['state'],
    reference: row.reference,
    qrPayload: row.qrPayload,
    saleId: row.saleId,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}
