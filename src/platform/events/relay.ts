import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { catchError, defer, EMPTY, repeat, type Subscription, timer } from 'rxjs';
import { Database } from '../database/database';
import { Metrics } from '../observability/metrics';
import { Delivery } from './delivery';
import { EventBus } from './event-bus';
import type { EventListener } from './event-listener';
import { ListenerDiscovery } from './listener-discovery';
import { ListenerPipeline } from './listener-pipeline';
import { RelaySettings } from './relay-settings';
import { Retries } from './retries';

const FIRST_SWEEP_MS = 200;
const DUE_MAX = 1_000;
/** Longer than a transaction may take to commit what it has appended. */
const RECENTLY = '1 minute';
const LOOK_EVERYWHERE_MS = 10_000;

interface TurnDue {
  readonly listener: string;
  readonly business_id: string;
  readonly has_events: boolean;
  readonly has_retries: boolean;
}

/** What the relay keeps for a listener: events as they come, and parked ones beside them, so that neither waits. */
interface Pipelines {
  readonly events: ListenerPipeline;
  readonly retries: ListenerPipeline;
}

/**
 * Brings the log to the listeners. A nudge after a commit does it at once; a slow sweep, one query that passes over the
 * idle outlets, finds what no nudge told of and the parked events whose time has come. Now and then it looks everywhere,
 * for what has been waiting long.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Relay.name);
  private readonly subscriptions: Subscription[] = [];
  private pipelines = new Map<string, Pipelines>();
  private sweepMs = FIRST_SWEEP_MS;
  private sweptAt = 0;
  private isRegistered = false;

  constructor(
    private readonly discovery: ListenerDiscovery,
    private readonly bus: EventBus,
    private readonly database: Database,
    private readonly settings: RelaySettings,
    private readonly delivery: Delivery,
    private readonly retries: Retries,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.pipelines = new Map(this.discovery.find().map((listener) => [listener.name, this.pipelinesOf(listener)]));
    this.subscriptions.push(
      this.bus.advanced$.subscribe((advanced) => {
        for (const { events } of this.pipelines.values()) events.notice(advanced);
      }),
      timer(FIRST_SWEEP_MS).subscribe(() => this.subscriptions.push(this.sweepForGood())),
    );
  }

  /** Before the pool closes: what is under way commits, and nothing new begins. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    const pipelines = [...this.pipelines.values()].flatMap(({ events, retries }) => [events, retries]);
    await Promise.all(pipelines.map((pipeline) => pipeline.stop()));
  }

  get listeners(): string[] {
    return [...this.pipelines.keys()];
  }

  private pipelinesOf(listener: EventListener): Pipelines {
    return {
      events: new ListenerPipeline(listener, (businessId) => this.delivery.deliver(listener, businessId)),
      retries: new ListenerPipeline(listener, (businessId) => this.retries.retry(listener, businessId)),
    };
  }

  private sweepForGood(): Subscription {
    return defer(() => this.sweep())
      .pipe(
        catchError((error: unknown) => {
          this.log.warn(`the sweep failed: ${(error as Error).message}`);
          return EMPTY;
        }),
        repeat({ delay: () => timer(this.sweepMs) }),
      )
      .subscribe();
  }

  private async sweep(): Promise<void> {
    if (!this.isRegistered) await this.database.ask('outbox.register_listeners', [this.listeners]);
    this.isRegistered = true;
    this.sweepMs = await this.settings.shortestPollIntervalMs();
    const [before, now] = [this.sweptAt, performance.now()];
    const isGreat = Math.floor(now / LOOK_EVERYWHERE_MS) > Math.floor(before / LOOK_EVERYWHERE_MS) || before === 0;
    const observe = this.metrics.sweepSeconds.startTimer();
    const due = await this.database.ask<TurnDue>('outbox.turns_due', [
      this.listeners,
      DUE_MAX,
      isGreat ? null : RECENTLY,
    ]);
    observe();
    this.sweptAt = now;
    for (const { listener, business_id: businessId, has_events, has_retries } of due) {
      const pipelines = this.pipelines.get(listener)!;
      if (has_retries) pipelines.retries.nudge(businessId);
      if (has_events && (await this.isItsTime(businessId, before, now))) pipelines.events.nudge(businessId);
    }
  }

  /** The sweep comes as often as the most impatient tenant wants; each is looked after as often as it wants itself. */
  private async isItsTime(businessId: string, before: number, now: number): Promise<boolean> {
    const { workerPollIntervalMs } = await this.settings.for(businessId);
    return Math.floor(now / workerPollIntervalMs) > Math.floor(before / workerPollIntervalMs);
  }
}
