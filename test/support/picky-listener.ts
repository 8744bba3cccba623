import type { Actor } from '../../src/kernel/actor';
import type { RecordedEvent } from '../../src/kernel/domain-event';
import type { Tx } from '../../src/platform/database/tx';
import type { EventListener } from '../../src/platform/events/event-listener';
import type { AppDatabase } from './app-database';
import type { RecordedShop } from './recorded-shop';

export interface FailureRow {
  readonly seq: number;
  readonly listener: string;
  readonly state: string;
  readonly attempts: number;
  readonly settled_reason: string | null;
}

/** A listener that refuses what it is told to, and remembers what it took. */
export class PickyListener implements EventListener {
  readonly eventTypes = 'all';
  readonly begins = 'at-the-beginning';
  readonly took: number[] = [];
  refuses: (seq: number) => boolean = () => false;
  /** What it waits for before it begins. */
  waits: () => Promise<void> = () => Promise.resolve();

  constructor(readonly name = 'test-picky') {}

  async handle(_tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    await this.waits();
    const refused = events.find(({ seq }) => this.refuses(seq)); // of a batch with poison it takes nothing
    if (refused) throw new Error(`poison ${refused.seq}`);
    this.took.push(...events.map(({ seq }) => seq));
  }
}

/** A shop in whose first outlet listeners fail, and the owner who looks after it. */
export class FailingShop {
  readonly owner: Actor;
  readonly outletId: string;

  constructor(
    private readonly app: AppDatabase,
    readonly shop: RecordedShop,
  ) {
    [this.outletId] = shop.outletIds;
    this.owner = {
      businessId: shop.businessId,
      employeeId: shop.employeeId,
      role: 'owner',
      outletIds: shop.outletIds,
      outletId: null,
      correlationId: 'repair',
    };
  }

  /** As many events, of which the listener could not take these; tried again so often that they are dead. */
  async fail(listener: PickyListener, seqs: readonly number[], { dead = true } = {}): Promise<void> {
    listener.refuses = (seq) => seqs.includes(seq);
    await this.app.deliver(listener, this.shop.businessId);
    if (dead) await this.retryInTime(listener, 2);
    listener.refuses = () => false;
  }

  async happen(count: number): Promise<string[]> {
    const events = Array.from({ length: count }, () => ({ type: 'test.happened', payload: {} }));
    await this.shop.append(this.outletId, ...events);
    const rows = await this.shop.rows<{ event_id: string }>(
      'select event_id from outbox.events where business_id = $1 and stream_id = $2 order by seq',
      [this.outletId],
    );
    return rows.map((row) => row.event_id);
  }

  /** The time of what is parked comes, again and again. */
  async retryInTime(listener: PickyListener, times = 1): Promise<void> {
    const { retries } = this.app.worker({ maxRetryCount: 1 });
    for (let time = 0; time < times; time++) {
      await this.app.owner.query(
        `update outbox.failures set next_attempt_at = clock_timestamp() where state = 'parked' and business_id = $1`,
        [this.shop.businessId],
      );
      await this.retry(retries, listener);
    }
  }

  /** What is due now. */
  async retryDue(listener: PickyListener): Promise<void> {
    await this.retry(this.app.worker().retries, listener);
  }

  failures(): Promise<FailureRow[]> {
    return this.shop.rows(
      `select seq::int, listener, state, attempts, settled_reason
         from outbox.failures where business_id = $1 order by stream_id, seq, listener`,
    );
  }

  /** What was told of repairs, and on whose account. */
  repairs(): Promise<{ type: string; payload: unknown; actor: unknown; correlation_id: string }[]> {
    return this.shop.rows(
      `select type, payload, actor, correlation_id from outbox.events
        where business_id = $1 and stream_id = $1 and type like 'operations.%' order by seq`,
    );
  }

  private async retry(retries: ReturnType<AppDatabase['worker']>['retries'], listener: PickyListener): Promise<void> {
    while (await retries.retry(listener, this.shop.businessId));
  }
}
