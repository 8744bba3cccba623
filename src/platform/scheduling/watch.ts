import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { catchError, defer, EMPTY, repeat, type Subscription, timer } from 'rxjs';
import { type Round, ROUND } from './round';

/** Goes every round of this process, each by itself: the next begins a while after the last has ended. */
@Injectable()
export class Watch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (metatype && this.reflector.get(ROUND, metatype)) this.subscriptions.push(this.goForGood(instance as Round));
    }
  }

  /** Before the pool closes: what is under way ends, and nothing new begins. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    await Promise.allSettled(this.underWay);
  }

  private goForGood(round: Round): Subscription {
    const log = new Logger(round.constructor.name);
    return defer(() => this.track(round.go()))
      .pipe(
        catchError((error: unknown) => {
          log.warn(`the round was broken off: ${(error as Error).message}`);
          return EMPTY;
        }),
        repeat({ delay: () => timer(round.everyMs) }),
      )
      .subscribe();
  }

  private async track(way: Promise<void>): Promise<void> {
    this.underWay.add(way);
    await way.finally(() => this.underWay.delete(way));
  }
}
