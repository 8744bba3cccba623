import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import type { RefundReason } from '../contracts/refund.events';
import { hear, type Intent, type News, type Told } from '../domain/intent';
import { intentEndedAs, intentPaid } from '../domain/intent-events';
import { refundBeyondPayment } from '../domain/payments.errors';
import { refundOwed } from '../domain/refund-events';
import { IntentStore } from './intent.store';
import { RefundStore } from './refund.store';

/** What follows from what a provider says, whichever way it comes: in one commit, and once. */
@Injectable()
export class SettlementStore {
  constructor(
    private readonly intents: IntentStore,
    private readonly refunds: RefundStore,
  ) {}

  /** Null: there is no such intent. */
  async hear(tx: Tx, intentId: string, news: News, at: Date): Promise<Told | null> {
    const intent = await this.intents.lock(tx, intentId);
    if (!intent) return null;
    const { change, told } = hear(intent, news, at);
    await this.intents.change(tx, intentId, change);
    if (told === 'paid') tx.record(intentPaid(intent, change.reference, at));
    if (told === 'late') await this.oweBack(tx, intent, { reason: 'late', sourceId: intentId, at });
    const { state } = change;
    if (told === 'ended' && (state === 'declined' || state === 'expired' || state === 'cancelled')) {
      tx.record(intentEndedAs(intent, state, at));
    }
    return told;
  }

  /**
   * `amount`: all of it, unless it says less. The intent is locked, so what is owed back of it does not grow meanwhile.
   * Throws `payments.refund-beyond-payment`.
   */
  async oweBack(
    tx: Tx,
    intent: Intent,
    {
      reason,
      sourceId,
      at,
      amount = intent.amount,
    }: { reason: RefundReason; sourceId: string; at: Date; amount?: Money },
  ): Promise<void> {
    const refund = { id: newId(), intentId: intent.id, amount, reason, sourceId, attempts: 0 };
    if (!(await this.refunds.owe(tx, refund, at))) return;
    if ((await this.refunds.owedOf(tx, intent.id)) > intent.amount) throw refundBeyondPayment();
    tx.record(refundOwed(refund, intent.outletId, at));
  }
}
