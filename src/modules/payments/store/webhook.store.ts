import { Injectable } from '@nestjs/common';
import { readComplaint } from '../../../platform/database/database-error';
import type { Tx } from '../../../platform/database/tx';
import type { Told } from '../domain/intent';
import { webhookAstray } from '../domain/payments.errors';
import type { ProviderNews } from '../domain/provider-news';

export interface KeptWebhook {
  readonly id: string;
  readonly provider: string;
  readonly eventId: string;
  readonly intentId: string;
  readonly news: ProviderNews | null;
}

export type WebhookOutcome = Told | 'unknown-intent';

/** Amounts as JSON has them. */
type StoredNews = ProviderNews extends infer News ? Omit<News, 'amount'> & { readonly amount?: string } : never;

@Injectable()
export class WebhookStore {
  /** False where this event of the provider's has been kept before. */
  async keep(tx: Tx, webhook: KeptWebhook, body: Buffer, at: Date): Promise<boolean> {
    const news = JSON.stringify(webhook.news, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    try {
      const kept = await tx.prisma.$executeRaw`
        insert into payments.webhooks (business_id, id, provider, event_id, intent_id, news, body, received_at)
        values (${tx.businessId}::uuid, ${webhook.id}::uuid, ${webhook.provider}, ${webhook.eventId},
          ${webhook.intentId}::uuid, nullif(${news}::jsonb, 'null'), ${body}, ${at})
        on conflict (event_id, provider, business_id) do nothing`;
      return kept === 1;
    } catch (error) {
      if (readComplaint(error)?.message.includes('webhooks_business_fkey')) throw webhookAstray();
      throw error;
    }
  }

  /** Those that nothing has followed from yet, in the order in which they came. */
  async unheard(tx: Tx, ids: readonly string[]): Promise<KeptWebhook[]> {
    const rows = await tx.prisma.$queryRaw<(Omit<KeptWebhook, 'news'> & { news: StoredNews | null })[]>`
      select w.id, w.provider, w.event_id as "eventId", w.intent_id as "intentId", w.news
        from payments.webhooks w
       where w.business_id = ${tx.businessId}::uuid and w.id = any (${ids}::uuid[])
         and not exists (select from payments.webhook_outcomes o
                          where o.business_id = w.business_id and o.webhook_id = w.id)
       order by w.id`;
    return rows.map(({ news, ...webhook }) => ({ ...webhook, news: news && readNews(news) }));
  }

  async close(tx: Tx, webhookId: string, outcome: WebhookOutcome, at: Date): Promise<void> {
    await tx.prisma.$executeRaw`
      insert into payments.webhook_outcomes (business_id, webhook_id, outcome, heard_at)
      values (${tx.businessId}::uuid, ${webhookId}::uuid, ${outcome}, ${at})`;
  }
}

function readNews(news: StoredNews): ProviderNews {
  return (news.amount === undefined ? news : { ...news, amount: BigInt(news.amount) }) as ProviderNews;
}
