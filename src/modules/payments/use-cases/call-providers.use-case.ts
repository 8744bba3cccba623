import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock';
import { Database } from '../../../platform/database/database';
import { SYSTEM_ACTOR } from '../../../platform/events/system-actor';
import { GoesRound, type Round } from '../../../platform/scheduling/round';
import { ProviderCalls } from '../providers/provider-calls';
import { IntentStore } from '../store/intent.store';
import { RefundStore } from '../store/refund.store';

const BUSINESSES_MAX = 100;
/** Of a business in one round, called side by side: their leases outlive the slowest answer. */
const CALLS_MAX = 10;

/** Makes the calls to providers that are due: for payments that nobody has told of, and for money that is owed back. */
@GoesRound()
@Injectable()
export class CallProvidersUseCase implements Round {
  readonly everyMs = 1_000;

  constructor(
    private readonly database: Database,
    private readonly calls: ProviderCalls,
    private readonly intents: IntentStore,
    private readonly refunds: RefundStore,
    private readonly clock: Clock,
  ) {}

  async go(): Promise<void> {
    const due = await this.database.ask<{ business_id: string }>('payments.businesses_due', [
      this.clock.now(),
      BUSINESSES_MAX,
    ]);
    for (const { business_id: businessId } of due) await this.callFor(businessId);
  }

  private async callFor(businessId: string): Promise<void> {
    const context = { businessId, actor: SYSTEM_ACTOR, correlationId: 'round:payments' };
    const at = this.clock.now();
    const { intents, refunds } = await this.database.change(context, async (tx) => ({
      intents: await this.intents.takeDue(tx, at, CALLS_MAX),
      refunds: await this.refunds.takeDue(tx, at, CALLS_MAX),
    }));
    await Promise.all([
      ...intents.map((intent) => this.calls.callFor(businessId, intent)),
      ...refunds.map(({ refund, intent }) => this.calls.giveBack(businessId, refund, intent)),
    ]);
  }
}
