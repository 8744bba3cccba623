import type { RecordedEvent } from '../../kernel/domain-event';
import type { Sessions } from '../auth/sessions';
import type { Follower } from './stream-tail';

/** Reads the business's own stream for the end of one session. */
export class SessionFollower implements Follower {
  constructor(
    private readonly sessions: Sessions,
    private readonly sessionId: string,
    private readonly onRevoked: () => void,
  ) {}

  hasRoom(): boolean {
    return true;
  }

  show(event: RecordedEvent): void {
    if (this.sessions.revokedBy(event) === this.sessionId) this.onRevoked();
  }
}
