import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import { Database } from '../database/database';
import type { EventListener } from './event-listener';

/**
 * What this process has in hand, noted on a connection of its own: the notes outlive the transaction of the effect, so
 * that the next process finds what this one died of.
 */
@Injectable()
export class Hand {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /** One after the other: of several that were in hand when a process died, nobody could tell which it was. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** False when a batch that began there came to no end that was heard of. */
  async takeBatch({ name }: EventListener, events: readonly RecordedEvent[]): Promise<boolean> {
    const firsts = new Map(events.toReversed().map(({ streamId, seq }) => [streamId, seq])); // the first one stays
    const [row] = await this.database.askBesides<{ take_batch_in_hand: boolean }>('outbox.take_batch_in_hand', [
      events[0]!.businessId,
      name,
      [...firsts.keys()],
      [...firsts.values()],
    ]);
    return row!.take_batch_in_hand;
  }

  /** False when it was in hand alone before, and came to no end. */
  async take({ name }: EventListener, { businessId, streamId, seq }: RecordedEvent): Promise<boolean> {
    const [row] = await this.database.askBesides<{ take_in_hand: boolean }>('outbox.take_in_hand', [
      businessId,
      streamId,
      name,
      seq,
    ]);
    return row!.take_in_hand;
  }
}
