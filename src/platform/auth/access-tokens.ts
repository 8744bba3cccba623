import { createSecretKey, type KeyObject } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { DomainError } from '../../kernel/domain-error';
import { type Role, ROLES } from '../../kernel/roles';

/** Seconds for which an access token is good. */
export const ACCESS_TOKEN_SECONDS = 900;

const ISSUER = 'tillbook';
const AUDIENCE = 'tillbook-api';
const TYPE = 'at+jwt';
const ALGORITHM = 'HS256';
const TOKEN_CHARACTERS_MAX = 8_192;
const VERIFIED_MAX = 10_000;

/** What an access token says of its bearer. */
export interface AccessClaims {
  readonly businessId: string;
  readonly employeeId: string;
  readonly role: Role;
  readonly outletIds: readonly string[];
  readonly outletId: string | null;
  /** The log-in that it belongs to: the family of its refresh tokens. */
  readonly sessionId: string;
}

export interface VerifiedToken {
  readonly claims: AccessClaims;
  readonly expiresAt: Date;
}

/** Signs and verifies access tokens (RFC 9068 type, one fixed algorithm; RFC 8725). */
export class AccessTokens {
  private readonly key: KeyObject;
  /** What was verified and has not expired: a till sends one token with every request for a quarter of an hour. */
  private readonly verified = new Map<string, VerifiedToken>();

  constructor(secret: string) {
    this.key = createSecretKey(Buffer.from(secret, 'utf8'));
  }

  issue(claims: AccessClaims): Promise<string> {
    const { employeeId, ...rest } = claims;
    return new SignJWT({ ...rest })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setSubject(employeeId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(this.key);
  }

  /** Throws `auth.token-expired` or `auth.token-invalid`. */
  async verify(token: string): Promise<VerifiedToken> {
    if (token.length > TOKEN_CHARACTERS_MAX) throw invalidToken();
    const known = this.verified.get(token);
    if (known && known.expiresAt.getTime() > Date.now()) return known;
    const fresh = await this.verifySignature(token);
    this.remember(token, fresh);
    return fresh;
  }

  private remember(token: string, verified: VerifiedToken): void {
    if (this.verified.size >= VERIFIED_MAX) this.verified.delete(this.verified.keys().next().value!);
    this.verified.set(token, verified);
  }

  private async verifySignature(token: string): Promise<VerifiedToken> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['sub', 'exp', 'businessId', 'role', 'outletIds'],
      });
      const { sub, exp, businessId, role, outletIds, outletId, sessionId } = payload as unknown as Payload;
      if (!ROLES.includes(role)) throw invalidToken();
      return {
        claims: { businessId, employeeId: sub, role, outletIds, outletId, sessionId },
        expiresAt: new Date(exp * 1_000),
      };
    } catch (error) {
      if ((error as { code?: string }).code === 'ERR_JWT_EXPIRED') {
        throw new DomainError('unauthenticated', 'auth.token-expired', 'The access token has expired.');
      }
      throw invalidToken();
    }
  }
}

interface Payload extends Omit<AccessClaims, 'employeeId'> {
  sub: string;
  exp: number;
}

function invalidToken(): DomainError {
  return new DomainError('unauthenticated', 'auth.token-invalid', 'The access token is not valid.');
}
