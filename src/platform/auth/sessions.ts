import type { RecordedEvent } from '../../kernel/domain-event';
import type { ReadTx } from '../database/tx';

/** The log-ins that access tokens belong to. Implemented by the module that owns them. */
export abstract class Sessions {
  /** The type of the event, on the business's own stream, that tells of the end of one. */
  abstract readonly revokedType: string;

  /** Whether its tokens count, in the snapshot of `tx`. A session that there never was is not open. */
  abstract isOpen(tx: ReadTx, sessionId: string): Promise<boolean>;

  /** The session that the event tells the end of; null when it tells of something else. */
  abstract revokedBy(event: RecordedEvent): string | null;
}
