import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { Clock } from '../../../kernel/clock';
import { Database } from '../../../platform/database/database';
import type { TxContext } from '../../../platform/database/tx';
import { SYSTEM_ACTOR } from '../../../platform/events/system-actor';
import type { Intent, News } from '../domain/intent';
import { requireQrisOf } from '../domain/qris';
import { hearOfRefund, type OwedRefund, type RefundNews } from '../domain/refund';
import { refundGivenUp, refundMade } from '../domain/refund-events';
import { RefundStore } from '../store/refund.store';
import { SettlementStore } from '../store/settlement.store';
import { type AskedPayment, RefundRefused } from './payment-provider';
import { PaymentProviders } from './payment-providers';

/**
 * The one place that calls a provider: outside of any transaction, for what has been committed before, and what it said
 * is a commit of its own. Whatever happens between the two, the same call is made again with the same id.
 */
@Injectable()
export class ProviderCalls {
  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly settlements: SettlementStore,
    private readonly refunds: RefundStore,
    private readonly clock: Clock,
  ) {}

  /** The next call that an intent waits for. */
  async callFor(businessId: string, intent: Intent): Promise<void> {
    if (intent.nextCall === null) return;
    const news = await this.ask(businessId, intent);
    await this.database.change(asProvider(businessId, intent), (tx) =>
      this.settlements.hear(tx, intent.id, news, this.clock.now()),
    );
  }

  async giveBack(businessId: string, refund: OwedRefund, intent: Intent): Promise<void> {
    const news = await this.askBack(businessId, refund, intent);
    await this.database.change(asProvider(businessId, intent), async (tx) => {
      const at = this.clock.now();
      const change = hearOfRefund(refund, news, at);
      if (!(await this.refunds.settle(tx, refund.id, change))) return;
      if (news.kind === 'made') tx.record(refundMade(refund, intent.outletId, news.reference, at));
      else if (change.state === 'dead') tx.record(refundGivenUp(refund, intent.outletId, news.error, at));
    });
  }

  /** A code that asks for something else is shown to nobody. */
  private async ask(businessId: string, intent: Intent): Promise<News> {
    const provider = this.providers.named(intent.provider);
    if (!provider) return { kind: 'away' };
    try {
      const news = await provider[intent.nextCall!](asked(businessId, intent));
      if (news.kind === 'pending' && news.qrPayload !== null) requireQrisOf(news.qrPayload, intent.amount);
      return news;
    } catch (error) {
      return { kind: error instanceof DomainError ? 'declined' : 'away' };
    }
  }

  private async askBack(businessId: string, refund: OwedRefund, intent: Intent): Promise<RefundNews> {
    const provider = this.providers.named(intent.provider);
    if (!provider) return { kind: 'away', error: `${intent.provider} is not configured` };
    try {
      return { kind: 'made', ...(await provider.refund(asked(businessId, intent), refund)) };
    } catch (error) {
      return { kind: error instanceof RefundRefused ? 'refused' : 'away', error: (error as Error).message };
    }
  }
}

function asked(businessId: string, intent: Intent): AskedPayment {
  const { id, method, amount, currency, reference, createdAt, expiresAt } = intent;
  return { id, businessId, method, amount, currency, reference, createdAt, expiresAt };
}

function asProvider(businessId: string, { provider }: Intent): TxContext {
  return { businessId, actor: SYSTEM_ACTOR, correlationId: `provider:${provider}` };
}
