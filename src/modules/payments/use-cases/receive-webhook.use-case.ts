import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database } from '../../../platform/database/database';
import { SYSTEM_ACTOR } from '../../../platform/events/system-actor';
import { providerUnknown, webhookForged, webhookTooLarge, webhookUnreadable } from '../domain/payments.errors';
import { webhookReceived } from '../domain/webhook-events';
import { PaymentProviders } from '../providers/payment-providers';
import { WebhookStore } from '../store/webhook.store';

const BYTES_MAX = 65_536;

export interface ReceiveWebhookCommand {
  readonly provider: string;
  readonly businessId: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came: the signature is over these bytes. */
  readonly body: Buffer;
  readonly correlationId: string;
}

/** Keeps what a provider tells, if it is the provider who tells it, each of its events once. What follows comes after. */
@Injectable()
export class ReceiveWebhookUseCase {
  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly webhooks: WebhookStore,
    private readonly clock: Clock,
  ) {}

  async execute({ businessId, headers, body, correlationId, ...command }: ReceiveWebhookCommand): Promise<void> {
    if (body.length > BYTES_MAX) throw webhookTooLarge(BYTES_MAX);
    const provider = this.providers.named(command.provider);
    if (!provider) throw providerUnknown();
    const read = provider.parseWebhook({ headers, body });
    if (read === 'forged') throw webhookForged();
    if (read === 'unreadable') throw webhookUnreadable();

    const webhook = { id: newId(), provider: provider.name, ...read };
    const at = this.clock.now();
    await this.database.change({ businessId, actor: SYSTEM_ACTOR, correlationId }, async (tx) => {
      if (!(await this.webhooks.keep(tx, webhook, body, at))) return;
      tx.record(webhookReceived({ webhookId: webhook.id, provider: provider.name }, at));
    });
  }
}
