import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { catchError, defer, EMPTY, exhaustMap, interval, type Subscription } from 'rxjs';
import { Database } from '../database/database';
import { Delivery, type Follower } from './delivery';
import { EventBus } from './event-bus';
import { LISTENER } from './event-listener';
import { ListenerPipeline } from './listener-pipeline';

const SWEEP_MS = 500;
const WAITING_MAX = 1_000;

/**
 * Brings the log to the listeners. A commit of this process nudges them at once; a slow sweep, one query however many
 * outlets are idle, finds what another process committed or what a nudge missed.
 */
@Injectable()
export class Relay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Relay.name);
  private readonly subscriptions: Subscription[] = [];
  private pipelines = new Map<string, ListenerPipeline>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly bus: EventBus,
    private readonly database: Database,
    private readonly delivery: Delivery,
  ) {}

  onApplicationBootstrap(): void {
    const listeners = this.findListeners();
    this.pipelines = new Map(
      listeners.map((listener) => [
        listener.name,
        new ListenerPipeline(listener, (businessId) => this.delivery.deliver(listener, businessId)),
      ]),
    );
    this.subscriptions.push(
      this.bus.advanced$.subscribe((advanced) => {
        for (const pipeline of this.pipelines.values()) pipeline.notice(advanced);
      }),
      interval(SWEEP_MS)
        .pipe(
          exhaustMap(() =>
            defer(() => this.sweep()).pipe(
              catchError((error: unknown) => {
                this.log.warn(`the sweep failed: ${(error as Error).message}`);
                return EMPTY;
              }),
            ),
          ),
        )
        .subscribe(),
    );
  }

  /** Before the pool closes: what is under way commits, and nothing new begins. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await Promise.all([...this.pipelines.values()].map((pipeline) => pipeline.stop()));
  }

  private async sweep(): Promise<void> {
    const waiting = await this.database.ask<{ business_id: string; listener: string }>('outbox.waiting_businesses', [
      [...this.pipelines.keys()],
      WAITING_MAX,
    ]);
    for (const { business_id, listener } of waiting) this.pipelines.get(listener)?.nudge(business_id);
  }

  private findListeners(): Follower[] {
    return this.discovery
      .getProviders()
      .filter((wrapper) => wrapper.metatype && this.reflector.get(LISTENER, wrapper.metatype))
      .map((wrapper) => wrapper.instance as Follower);
  }
}
