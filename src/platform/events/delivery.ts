import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import type { RecordedEvent } from '../../kernel/domain-event';
import { Database } from '../database/database';
import type { TxContext } from '../database/tx';
import { type ClaimedEvent, claimBatch, claimNext, moveCursors, putDown } from './cursors';
import { DeliveryRecord } from './delivery-record';
import { type EventListener, takes } from './event-listener';
import { Hand } from './hand';
import { park } from './parked-events';
import { type DeliveryTerms, RelaySettings } from './relay-settings';
import { contextOf } from './system-actor';
import { TargetAway } from './target-away';

interface Batch {
  readonly events: readonly ClaimedEvent[];
  readonly more: boolean;
}

/** One turn of one listener for one business. Tells whether more is waiting. */
@Injectable()
export class Delivery {
  /** How each turn ended the last time; of the first after a start nothing is known. */
  private readonly ended = new Map<string, 'well' | 'badly'>();

  constructor(
    private readonly database: Database,
    private readonly settings: RelaySettings,
    private readonly record: DeliveryRecord,
    private readonly hand: Hand,
  ) {}

  /**
   * A batch in one commit. After one that failed, or that ended a process, the events are taken one by one, and one that
   * cannot be taken is parked: it blocks nobody.
   */
  async deliver(listener: EventListener, businessId: string): Promise<boolean> {
    const terms = await this.settings.for(businessId);
    const context = contextOf(listener, businessId);
    const turn = `${listener.name} ${businessId}`;
    const before = this.ended.get(turn);
    if (before !== 'badly') {
      try {
        const { events, more } = await this.takeBatch(listener, context, terms, before === undefined);
        this.ended.set(turn, 'well');
        this.record.delivered(listener, events, terms);
        return more;
      } catch (error) {
        if (!(error instanceof TargetAway)) this.ended.set(turn, 'badly');
        if (isAway(error)) throw this.record.brokenOff(listener, error);
      }
    }
    const more = await this.takeOneByOne(listener, context, terms);
    this.ended.set(turn, 'well');
    return more;
  }

  /** The events, the listener's writes and its new positions are one commit: exactly once. */
  private takeBatch(
    listener: EventListener,
    context: TxContext,
    { batchSize }: DeliveryTerms,
    isFirst: boolean,
  ): Promise<Batch> {
    let isNoted = !isFirst; // once: when the database rolls back, the note is this process's own
    return this.database.change(context, async (tx) => {
      const events = await claimBatch(tx, listener, batchSize);
      if (events.length === 0) return { events, more: false };
      if (!isNoted && !(await this.hand.takeBatch(listener, events))) throw new NoEndHeardOf();
      isNoted = true;
      const wanted = events.filter((event) => takes(listener, event.type));
      if (wanted.length > 0) await this.record.follow(listener, wanted, () => listener.handle(tx, wanted));
      return { events, more: await moveCursors(tx, listener, events) };
    });
  }

  private async takeOneByOne(listener: EventListener, context: TxContext, terms: DeliveryTerms): Promise<boolean> {
    for (let taken = 0; taken < terms.batchSize; taken++) {
      if (!(await this.hand.alone(() => this.takeNext(listener, context, terms)))) return false;
    }
    return true;
  }

  /** False when there is none. An event that is in hand and comes to no end we hear of is found so by the next process. */
  private async takeNext(listener: EventListener, context: TxContext, terms: DeliveryTerms): Promise<boolean> {
    let inHand: RecordedEvent | undefined;
    try {
      const event = await this.database.change(context, async (tx) => {
        const next = await claimNext(tx, listener);
        if (!next) return null;
        if (takes(listener, next.type)) {
          const isNoted = inHand?.eventId === next.eventId; // this process's own note, when the database rolled back
          inHand = next;
          if (!isNoted && !(await this.hand.take(listener, next))) throw new NoEndHeardOf();
          await this.record.follow(listener, [next], () => listener.handle(tx, [next]));
          await putDown(tx, listener, next);
        }
        await moveCursors(tx, listener, [next]);
        return next;
      });
      if (event) this.record.delivered(listener, [event], terms);
      return event !== null;
    } catch (error) {
      const event = inHand;
      if (error instanceof TargetAway && event) {
        await this.database.change(context, (tx) => putDown(tx, listener, event));
      }
      if (isAway(error) || !event) throw this.record.brokenOff(listener, error);
      await this.setAside(listener, context, event, error);
      return true;
    }
  }

  private async setAside(
    listener: EventListener,
    context: TxContext,
    event: RecordedEvent,
    error: unknown,
  ): Promise<void> {
    await this.database.change(context, async (tx) => {
      const next = await claimNext(tx, listener, event.streamId);
      if (next?.eventId !== event.eventId) return; // another worker was faster
      await park(tx, listener.name, event, error);
      await putDown(tx, listener, event);
      await moveCursors(tx, listener, [event]);
    });
    this.record.failed(listener, event, error, 'parked');
  }
}

class NoEndHeardOf extends Error {
  override readonly name = 'NoEndHeardOf';
  override readonly message = 'an earlier attempt came to no end: the process was killed, or the database went away';
}

/** Nothing is wrong with the events: what is needed to take them does not answer. */
export function isAway(error: unknown): boolean {
  return error instanceof TargetAway || (error instanceof DomainError && error.kind === 'unavailable');
}
