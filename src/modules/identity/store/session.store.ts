import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Tx } from '../../../platform/database/tx';
import { formatRefreshToken, type IssuedToken, type RefreshToken } from '../domain/refresh-token';
import type { RevokedSession } from '../domain/session-events';

/** A presented token, found and locked with its session. */
export interface HeldToken extends IssuedToken {
  readonly tokenId: string;
  readonly sessionId: string;
  readonly employeeId: string;
  readonly outletId: string | null;
}

const SESSION_DAYS = 30;
const SECRET_BYTES = 32;

/**
 * The refresh tokens. A session is the family of its first token and carries its id; whoever spends or revokes locks
 * that first token before anything else, so that no token is born while its family dies.
 */
@Injectable()
export class SessionStore {
  async open(tx: Tx, { employeeId, outletId }: { employeeId: string; outletId: string | null }) {
    const token = newToken(tx.businessId);
    await tx.prisma.$executeRaw`
      insert into identity.refresh_tokens
             (business_id, id, family_id, employee_id, outlet_id, secret_hash, expires_at)
      values (${tx.businessId}::uuid, ${token.tokenId}::uuid, ${token.tokenId}::uuid, ${employeeId}::uuid,
             ${outletId}::uuid, ${hashOf(token)}, now() + make_interval(days => ${SESSION_DAYS}::integer))`;
    return { sessionId: token.tokenId, refreshToken: formatRefreshToken(token) };
  }

  /** Null when there is no such token, or its secret is another. */
  async lock({ prisma, businessId }: Tx, token: RefreshToken): Promise<HeldToken | null> {
    await prisma.$queryRaw`
      select head.id
        from identity.refresh_tokens presented
        join identity.refresh_tokens head
          on head.business_id = presented.business_id and head.id = presented.family_id
       where presented.business_id = ${businessId}::uuid
         and presented.id = ${token.tokenId}::uuid
         and presented.secret_hash = ${hashOf(token)}
         for update of head`;
    // A statement of its own: it sees what the session's last holder committed while this one waited.
    const [held] = await prisma.$queryRaw<HeldToken[]>`
      select id as "tokenId", family_id as "sessionId", employee_id as "employeeId", outlet_id as "outletId",
             revoked_at is not null as revoked, expires_at <= clock_timestamp() as expired,
             extract(epoch from clock_timestamp() - used_at)::float8 as "spentForSeconds"
        from identity.refresh_tokens
       where business_id = ${businessId}::uuid
         and id = ${token.tokenId}::uuid
         and secret_hash = ${hashOf(token)}`;
    return held ?? null;
  }

  /** Spends the token for the next of its session, which lives no longer than the first would have. */
  async rotate(tx: Tx, { tokenId, outletId }: { tokenId: string; outletId: string | null }): Promise<string> {
    const next = newToken(tx.businessId);
    await tx.prisma.$executeRaw`
      with spent as (
        update identity.refresh_tokens
           set used_at = clock_timestamp()
         where business_id = ${tx.businessId}::uuid
           and id = ${tokenId}::uuid
        returning business_id, family_id, employee_id, expires_at
      )
      insert into identity.refresh_tokens
             (business_id, id, family_id, employee_id, outlet_id, secret_hash, expires_at)
      select business_id, ${next.tokenId}::uuid, family_id, employee_id, ${outletId}::uuid, ${hashOf(next)}, expires_at
        from spent`;
    return formatRefreshToken(next);
  }

  /** Ends a session: none of its tokens works again. Null when it had ended before, or there is none. */
  async revoke({ prisma, businessId }: Tx, sessionId: string): Promise<RevokedSession | null> {
    await prisma.$queryRaw`
      select id
        from identity.refresh_tokens
       where business_id = ${businessId}::uuid
         and id = ${sessionId}::uuid
         for update`;
    const [revoked] = await prisma.$queryRaw<RevokedSession[]>`
      update identity.refresh_tokens
         set revoked_at = clock_timestamp()
       where business_id = ${businessId}::uuid
         and family_id = ${sessionId}::uuid
         and revoked_at is null
      returning family_id as "sessionId", employee_id as "employeeId", revoked_at as "revokedAt"`;
    return revoked ?? null;
  }
}

function newToken(businessId: string): RefreshToken {
  return { businessId, tokenId: newId(), secret: randomBytes(SECRET_BYTES).toString('base64url') };
}

/** A plain hash is enough: nobody guesses 256 random bits. */
function hashOf({ secret }: RefreshToken): Buffer {
  return createHash('sha256').update(secret).digest();
}
