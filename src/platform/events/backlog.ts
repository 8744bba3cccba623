import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database';
import { Metrics } from '../observability/metrics';
import { Relay } from './relay';

/** However often, and by however many, it is asked for. */
const READ_EVERY_MS = 5_000;
/** The rest of a scrape does not wait for a database that does not answer. */
const READ_MS = 2_000;

const RESULTS = ['delivered', 'failed', 'broken-off'];

interface ListenerBacklog {
  readonly listener: string;
  readonly waiting: string;
  readonly oldest: Date | null;
  readonly parked: string;
  readonly dead: string;
}

/** Tells the metrics how far the listeners are behind, over all businesses. */
@Injectable()
export class Backlog {
  private readonly log = new Logger(Backlog.name);
  private recent: { readonly rows: Promise<ListenerBacklog[]>; readonly staleAt: number } | undefined;

  constructor(
    private readonly database: Database,
    private readonly relay: Relay,
    private readonly metrics: Metrics,
  ) {
    metrics.read(() => this.tell());
  }

  private async tell(): Promise<void> {
    const rows = await Promise.race([this.read(), pause(READ_MS, null, { ref: false })]);
    if (rows === null) return this.tellNothing();
    for (const { listener, waiting, oldest, parked, dead } of rows) {
      const waitMs = oldest === null ? 0 : Math.max(0, Date.now() - oldest.getTime()); // two machines, two clocks
      this.metrics.waiting.set({ listener }, Number(waiting));
      this.metrics.oldestWait.set({ listener }, waitMs / 1_000);
      this.metrics.parked.set({ listener }, Number(parked));
      this.metrics.dead.set({ listener }, Number(dead));
      // There from the start, or the first failure of a listener is no increase.
      for (const result of RESULTS) this.metrics.deliveries.inc({ listener, result }, 0);
    }
  }

  /** What is not known is not told: the last numbers would look like the present ones. */
  private tellNothing(): void {
    const { waiting, oldestWait, parked, dead } = this.metrics;
    for (const gauge of [waiting, oldestWait, parked, dead]) gauge.reset();
  }

  private read(): Promise<ListenerBacklog[] | null> {
    if (!this.recent || this.recent.staleAt < performance.now()) {
      const rows = this.database.ask<ListenerBacklog>('outbox.backlog', [this.relay.listeners]);
      this.recent = { rows, staleAt: performance.now() + READ_EVERY_MS };
    }
    return this.recent.rows.catch((error: Error) => {
      this.log.debug(`not read: ${error.message}`);
      return null;
    });
  }
}
