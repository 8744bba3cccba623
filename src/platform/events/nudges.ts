import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { bufferTime, catchError, defer, EMPTY, filter, mergeMap, type Subscription } from 'rxjs';
import { z } from 'zod';
import { newId } from '../../kernel/ids';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Notices } from '../database/notices';
import { REDIS } from '../redis/redis.module';
import { EventBus, type StreamsAdvanced } from './event-bus';
import { RelaySettings } from './relay-settings';

/** Commits that come together are told together. */
const GATHER_MS = 20;

const nudgeSchema = z.object({ from: z.string(), businessId: z.uuid(), types: z.array(z.string()) });

/**
 * Tells the other processes what this one has committed, after the commit: by NOTIFY where the tenant says so, else by
 * Redis where there is one, else not at all. Whatever is lost on the way is found by their sweeps.
 */
@Injectable()
export class Nudges implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Nudges.name);
  private readonly ownName = newId();
  private readonly channel: string;
  private readonly notices: Notices;
  private readonly subscriber: Redis | null;
  private subscription: Subscription | undefined;

  constructor(
    @Inject(ENVIRONMENT) { DATABASE_URL }: Environment,
    @Inject(REDIS) private readonly redis: Redis | null,
    private readonly bus: EventBus,
    private readonly settings: RelaySettings,
  ) {
    // One Redis may serve several deployments, and its channels know no databases.
    this.channel = `tillbook:advanced:${new URL(DATABASE_URL!).pathname.slice(1)}`;
    this.notices = new Notices(DATABASE_URL!, 'tillbook_advanced', (text) => this.hear(text));
    this.subscriber = redis?.duplicate({ enableOfflineQueue: true, commandTimeout: undefined }) ?? null;
  }

  onApplicationBootstrap(): void {
    void this.notices.open();
    this.subscriber?.on('error', () => undefined); // the client it was copied from tells of outages
    this.subscriber?.on('message', (_, text: string) => this.hear(text));
    this.subscriber?.subscribe(this.channel).catch(() => undefined); // made again with each connection
    this.subscription = this.bus.committed$
      .pipe(
        bufferTime(GATHER_MS),
        filter((advanced) => advanced.length > 0),
        mergeMap((advanced) =>
          defer(() => this.tell(gathered(advanced))).pipe(
            catchError((error: unknown) => {
              this.log.debug(`not told: ${(error as Error).message}`);
              return EMPTY;
            }),
          ),
        ),
      )
      .subscribe();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.subscription?.unsubscribe();
    this.subscriber?.disconnect();
    await this.notices.close();
  }

  private async tell(advanced: readonly StreamsAdvanced[]): Promise<void> {
    const byNotice: string[] = [];
    const byRedis: string[] = [];
    for (const one of advanced) {
      const { useListenNotifyWorker } = await this.settings.for(one.businessId);
      (useListenNotifyWorker ? byNotice : byRedis).push(JSON.stringify({ from: this.ownName, ...one }));
    }
    const { redis, channel } = this;
    await Promise.all([
      byNotice.length > 0 && this.notices.send(byNotice),
      redis && Promise.all(byRedis.map((text) => redis.publish(channel, text))),
    ]);
  }

  private hear(text: string): void {
    const nudge = nudgeSchema.safeParse(parsed(text));
    if (!nudge.success || nudge.data.from === this.ownName) return;
    const { businessId, types } = nudge.data;
    this.bus.hear({ businessId, types });
  }
}

function gathered(advanced: readonly StreamsAdvanced[]): StreamsAdvanced[] {
  const typesOf = new Map<string, Set<string>>();
  for (const { businessId, types } of advanced) {
    const known = typesOf.get(businessId) ?? new Set();
    for (const type of types) known.add(type);
    typesOf.set(businessId, known);
  }
  return [...typesOf].map(([businessId, types]) => ({ businessId, types: [...types] }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
