import { SetMetadata } from '@nestjs/common';
import type { RecordedEvent } from '../../kernel/domain-event';
import type { Tx } from '../database/tx';

/**
 * Follows the log and makes something of it. Its writes and its new position are one commit, so each event takes its
 * effect exactly once; the events of one stream come in order.
 *
 * One whose effect is outside the database has it, and then its position moves with the commit: at least once, so the
 * other side tells repeats by the event's id. It throws `TargetAway` while the other side does not answer.
 */
export interface EventListener {
  /** Pinned for ever: the cursors in the database carry it. */
  readonly name: string;
  readonly eventTypes: readonly string[] | 'all';
  /** Where it begins when it is new: with all that ever happened, or with what happens from now on. */
  readonly begins: 'at-the-beginning' | 'at-the-head';
  /** For one that nobody waits for: how long it lets events gather, to take many in one commit. */
  readonly gathersMs?: number;
  /**
   * Several events as well as one: what fails together is tried one by one. An event that was parked comes again later
   * than those that followed it, and one that is replayed comes again although it took its effect.
   */
  handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void>;
}

export const LISTENER = 'tillbook:listener';

/** Marks a provider as an `EventListener`; the relay finds it. */
export const Listener = (): ClassDecorator => SetMetadata(LISTENER, true);

export function takes({ eventTypes }: EventListener, type: string): boolean {
  return eventTypes === 'all' || eventTypes.includes(type);
}
