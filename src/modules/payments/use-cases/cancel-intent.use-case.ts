import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import type { Actor } from '../../../kernel/actor';
import { worksAt } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { cancel, type Intent } from '../domain/intent';
import { intentEndedAs } from '../domain/intent-events';
import { intentEnded, intentNotFound, intentUsed } from '../domain/payments.errors';
import { ProviderCalls } from '../providers/provider-calls';
import { type IntentView, IntentsQuery } from '../queries/intents.query';
import { IntentStore } from '../store/intent.store';
import { SettlementStore } from '../store/settlement.store';

export interface CancelIntentCommand {
  readonly intentId: string;
}

/** Gives a payment up. Money that has come for it, or still comes, goes back to the customer. */
@Injectable()
export class CancelIntentUseCase {
  constructor(
    private readonly database: Database,
    private readonly calls: ProviderCalls,
    private readonly intents: IntentStore,
    private readonly settlements: SettlementStore,
    private readonly views: IntentsQuery,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: CancelIntentCommand, idempotencyKey: string): Promise<Answer<IntentView>> {
    const { intentId } = command;
    const idempotent = { idempotencyKey, operation: 'payments.cancel-intent', requestHash: requestHash(command) };
    let toCall: Intent | null = null;
    const { replayed } = await this.database.write(writerOf(actor), idempotent, async (tx) => {
      const at = this.clock.now();
      const intent = await this.intents.lock(tx, intentId);
      if (!intent || !worksAt(actor, intent.outletId)) throw intentNotFound();
      if (intent.saleId !== null) throw intentUsed();
      if (!['created', 'pending', 'paid'].includes(intent.state)) throw intentEnded(intent.state);
      const change = cancel(intent, at);
      await this.intents.change(tx, intentId, change);
      tx.record(intentEndedAs(intent, 'cancelled', at));
      if (intent.state === 'paid')
        await this.settlements.oweBack(tx, intent, { reason: 'unused', sourceId: intentId, at });
      toCall = { ...intent, ...change };
      return { intentId };
    });
    if (toCall && !replayed) await this.calls.callFor(actor.businessId, toCall);
    return { body: await this.views.get(actor, intentId), replayed };
  }
}
