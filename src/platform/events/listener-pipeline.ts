import { Logger } from '@nestjs/common';
import { catchError, defer, EMPTY, mergeMap, Subject, type Subscription } from 'rxjs';
import { inLogContext } from '../observability/log-context';
import type { StreamsAdvanced } from './event-bus';
import { type EventListener, takes } from './event-listener';

const BACKOFF_MS = 1_000;
const BACKOFF_MAX_MS = 10_000;

/** Businesses that a listener which somebody waits for serves at a time; one that gathers serves one. */
const LANES = 4;

/**
 * One listener's own pipeline: each business in turn, and its errors its own. A business is in it once, however often
 * it is nudged, so the line is never longer than the businesses there are.
 */
export class ListenerPipeline {
  private readonly log: Logger;
  private readonly present = new Map<string, 'once' | 'asked again'>();
  private readonly gathering = new Map<string, NodeJS.Timeout>();
  private readonly failures = new Map<string, { count: number; notBefore: number }>();
  private readonly turns = new Subject<string>();
  private readonly subscription: Subscription;
  private readonly turnsTaken = new Set<Promise<void>>();

  constructor(
    readonly listener: EventListener,
    private readonly deliver: (businessId: string) => Promise<boolean>,
  ) {
    this.log = new Logger(`Listener ${listener.name}`);
    this.subscription = this.turns
      .pipe(
        mergeMap(
          (businessId) =>
            defer(() => this.inContext(businessId, () => this.track(this.takeTurn(businessId)))).pipe(
              catchError((error: unknown) => {
                this.backOff(businessId, error);
                return EMPTY;
              }),
            ),
          listener.gathersMs === undefined ? LANES : 1,
        ),
      )
      .subscribe();
  }

  /** Something has been committed: at once, or after the time in which this listener gathers what else comes. */
  notice({ businessId, types }: StreamsAdvanced): void {
    if (!types.some((type) => takes(this.listener, type))) return; // the sweep moves its cursor past it
    const { gathersMs = 0 } = this.listener;
    if (gathersMs === 0) return this.nudge(businessId);
    if (this.gathering.has(businessId)) return;
    const ready = (): void => {
      this.gathering.delete(businessId);
      this.nudge(businessId);
    };
    this.gathering.set(businessId, setTimeout(ready, gathersMs));
  }

  nudge(businessId: string): void {
    const failure = this.failures.get(businessId);
    if (failure && failure.notBefore > performance.now()) return; // the sweep will ask again
    if (this.present.has(businessId)) {
      this.present.set(businessId, 'asked again');
      return;
    }
    this.present.set(businessId, 'once');
    this.turns.next(businessId);
  }

  /** Ends when the turns that are being taken have ended. */
  async stop(): Promise<void> {
    for (const timer of this.gathering.values()) clearTimeout(timer);
    this.subscription.unsubscribe();
    await Promise.allSettled(this.turnsTaken);
  }

  /** What commits while its turn is taken asks for another one, which comes after those who wait. */
  private async takeTurn(businessId: string): Promise<void> {
    this.present.set(businessId, 'once');
    const more = await this.deliver(businessId);
    this.failures.delete(businessId);
    const askedAgain = this.present.get(businessId) === 'asked again';
    this.present.delete(businessId);
    if (more || askedAgain) this.nudge(businessId);
  }

  private async track(turn: Promise<void>): Promise<void> {
    this.turnsTaken.add(turn);
    await turn.finally(() => this.turnsTaken.delete(turn));
  }

  private backOff(businessId: string, error: unknown): void {
    this.present.delete(businessId);
    const count = (this.failures.get(businessId)?.count ?? 0) + 1;
    const waitMs = Math.min(BACKOFF_MS * 2 ** (count - 1), BACKOFF_MAX_MS);
    this.failures.set(businessId, { count, notBefore: performance.now() + waitMs });
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.inContext(businessId, () => this.log.error(told));
  }

  private inContext<Result>(businessId: string, work: () => Result): Result {
    return inLogContext({ listener: this.listener.name, businessId }, work);
  }
}
