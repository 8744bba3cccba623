import type { RecordedEvent } from '../../kernel/domain-event';

/**
 * Tells another system what is in the log. It sends, and then its position moves: at least once, so the other side tells
 * repeats by the event's id. While the target is away `send` throws, and the position stays where it is.
 */
export interface EventSender {
  /** Pinned for ever: the cursors in the database carry it. */
  readonly name: string;
  readonly eventTypes: readonly string[] | 'all';
  readonly begins: 'at-the-beginning' | 'at-the-head';
  /** For one that nobody waits for: how long it lets events gather, to take many in one commit. */
  readonly gathersMs?: number;
  send(events: readonly RecordedEvent[]): Promise<void>;
}
