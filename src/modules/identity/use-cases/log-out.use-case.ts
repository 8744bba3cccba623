import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Database, writerOf } from '../../../platform/database/database';
import { sessionRevoked } from '../domain/session-events';
import { SessionStore } from '../store/session.store';

/** Ends the session of the access token: none of its refresh tokens works again, and its sockets are closed. */
@Injectable()
export class LogOutUseCase {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionStore,
  ) {}

  execute(actor: Actor, { sessionId }: { readonly sessionId: string }): Promise<void> {
    return this.database.change(writerOf(actor), async (tx) => {
      const revoked = await this.sessions.revoke(tx, sessionId);
      if (revoked) tx.record(sessionRevoked(revoked, 'logged-out'));
    });
  }
}
