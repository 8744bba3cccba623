import { Clock } from '../../../kernel/clock';
import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { WEBHOOK_RECEIVED, type WebhookReceived } from '../contracts/webhook.events';
import { webhookMismatched } from '../domain/webhook-events';
import { SettlementStore } from '../store/settlement.store';
import { WebhookStore } from '../store/webhook.store';

/** Lets follow from a provider's webhook what it says of a payment. */
@Listener()
export class HearWebhooksListener implements EventListener {
  readonly name = 'payment-webhooks';
  readonly eventTypes = [WEBHOOK_RECEIVED];
  readonly begins = 'at-the-beginning';

  constructor(
    private readonly webhooks: WebhookStore,
    private readonly settlements: SettlementStore,
    private readonly clock: Clock,
  ) {}

  /** One after the other, as they came: the second may be about what the first has changed. */
  async handle(tx: Tx, events: readonly RecordedEvent<WebhookReceived>[]): Promise<void> {
    const at = this.clock.now();
    const ids = events.map(({ payload }) => payload.webhookId);
    for (const { id, provider, intentId, news } of await this.webhooks.unheard(tx, ids)) {
      const told = news === null ? 'nothing' : await this.settlements.hear(tx, intentId, news, at);
      await this.webhooks.close(tx, id, told ?? 'unknown-intent', at);
      if (told === 'mismatched') tx.record(webhookMismatched({ webhookId: id, provider, intentId }, at));
    }
  }
}
