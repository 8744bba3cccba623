import { Injectable } from '@nestjs/common';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from '../../../platform/auth/access-tokens';
import { Database } from '../../../platform/database/database';
import type { Tx } from '../../../platform/database/tx';
import { refreshTokenInvalid, refreshTokenReused, refreshTokenSpent } from '../domain/identity.errors';
import { NOBODY } from '../domain/nobody';
import { judgeRefreshToken, parseRefreshToken, type RefreshToken, type Verdict } from '../domain/refresh-token';
import { sessionRevoked } from '../domain/session-events';
import { claimsOf, keepOutlet, type Session, sessionUser, type SignedIn } from '../domain/session';
import { EmployeeStore } from '../store/employee.store';
import { SessionStore } from '../store/session.store';

type Refusal = Exclude<Verdict, 'good'>;

const REFUSALS = { invalid: refreshTokenInvalid, spent: refreshTokenSpent, reused: refreshTokenReused };

/** Gives the next pair of tokens for a refresh token, once; a token that comes back later ends its session. */
@Injectable()
export class RefreshSessionUseCase {
  constructor(
    private readonly database: Database,
    private readonly employees: EmployeeStore,
    private readonly sessions: SessionStore,
    private readonly accessTokens: AccessTokens,
  ) {}

  async execute(command: { readonly refreshToken: string }): Promise<SignedIn> {
    const token = parseRefreshToken(command.refreshToken);
    if (!token) throw refreshTokenInvalid();

    const context = { businessId: token.businessId, actor: NOBODY, correlationId: 'identity.refresh-session' };
    const session = await this.database.change(context, (tx) => this.advance(tx, token));
    // Refused only now: the end of a session is committed although its caller gets an error.
    if (typeof session === 'string') throw REFUSALS[session]();

    return {
      accessToken: await this.accessTokens.issue(claimsOf(session)),
      refreshToken: session.refreshToken,
      expiresIn: ACCESS_TOKEN_SECONDS,
      user: session.user,
    };
  }

  private async advance(tx: Tx, token: RefreshToken): Promise<Session | Refusal> {
    const held = await this.sessions.lock(tx, token);
    if (!held) return 'invalid';
    const verdict = judgeRefreshToken(held);
    if (verdict === 'reused') await this.end(tx, held.sessionId);
    if (verdict !== 'good') return verdict;

    const employee = await this.employees.hold(tx, held.employeeId);
    if (!employee) return 'invalid';
    const outletId = keepOutlet(held.outletId, employee);
    const refreshToken = await this.sessions.rotate(tx, { tokenId: held.tokenId, outletId });
    return { sessionId: held.sessionId, refreshToken, user: sessionUser(employee, outletId) };
  }

  private async end(tx: Tx, sessionId: string): Promise<void> {
    const revoked = await this.sessions.revoke(tx, sessionId);
    if (revoked) tx.record(sessionRevoked(revoked, 'refresh-token-reused'));
  }
}
