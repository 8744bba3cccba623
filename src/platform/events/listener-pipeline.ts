import { Logger } from '@nestjs/common';
import { catchError, concatMap, defer, EMPTY, Subject, type Subscription } from 'rxjs';
import type { Follower } from './delivery';

const BACKOFF_MS = 1_000;
const BACKOFF_MAX_MS = 30_000;

/**
 * One listener's own lane: its businesses one after the other, its errors its own. A business waits in line once,
 * however often it is nudged, so the line is never longer than the businesses there are.
 */
export class ListenerPipeline {
  private readonly log: Logger;
  private readonly inLine = new Set<string>();
  private readonly failures = new Map<string, { count: number; notBefore: number }>();
  private readonly turns = new Subject<string>();
  private readonly subscription: Subscription;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    readonly listener: Follower,
    private readonly deliver: (businessId: string) => Promise<number>,
  ) {
    this.log = new Logger(`Listener ${listener.name}`);
    this.subscription = this.turns
      .pipe(
        concatMap((businessId) =>
          defer(() => (this.turn = this.takeTurn(businessId))).pipe(
            catchError((error: unknown) => {
              this.backOff(businessId, error);
              return EMPTY;
            }),
          ),
        ),
      )
      .subscribe();
  }

  nudge(businessId: string): void {
    const failure = this.failures.get(businessId);
    if (failure && failure.notBefore > performance.now()) return; // the sweep will ask again
    if (this.inLine.has(businessId)) return;
    this.inLine.add(businessId);
    this.turns.next(businessId);
  }

  /** Ends when the turn that is being taken has ended. */
  async stop(): Promise<void> {
    this.subscription.unsubscribe();
    await this.turn.catch(() => undefined);
  }

  private async takeTurn(businessId: string): Promise<void> {
    // Out of the line before reading: what commits from here on asks for a turn of its own.
    this.inLine.delete(businessId);
    const taken = await this.deliver(businessId);
    this.failures.delete(businessId);
    if (taken > 0) this.nudge(businessId);
  }

  private backOff(businessId: string, error: unknown): void {
    this.inLine.delete(businessId);
    const count = (this.failures.get(businessId)?.count ?? 0) + 1;
    const waitMs = Math.min(BACKOFF_MS * 2 ** (count - 1), BACKOFF_MAX_MS);
    this.failures.set(businessId, { count, notBefore: performance.now() + waitMs });
    this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
