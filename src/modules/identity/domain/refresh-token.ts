/** A refresh token as its bearer holds it; the store knows only the hash of the secret. */
export interface RefreshToken {
  readonly businessId: string;
  readonly tokenId: string;
  /** 32 random bytes in base64url. */
  readonly secret: string;
}

/** What the store knows of a token that is presented. */
export interface IssuedToken {
  readonly revoked: boolean;
  readonly expired: boolean;
  /** Null: not used yet. */
  readonly spentForSeconds: number | null;
}

export type Verdict = 'good' | 'invalid' | 'spent' | 'reused';

/** A client that refreshes twice at once, or again after a lost answer, is no thief. */
export const REUSE_GRACE_SECONDS = 10;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const PATTERN = new RegExp(`^(?<businessId>${UUID})\\.(?<tokenId>${UUID})\\.(?<secret>[\\w-]{43})$`);

export function formatRefreshToken({ businessId, tokenId, secret }: RefreshToken): string {
  return `${businessId}.${tokenId}.${secret}`;
}

export function parseRefreshToken(text: string): RefreshToken | null {
  const { businessId, tokenId, secret } = PATTERN.exec(text)?.groups ?? {};
  return businessId && tokenId && secret ? { businessId, tokenId, secret } : null;
}

export function judgeRefreshToken({ revoked, expired, spentForSeconds }: IssuedToken): Verdict {
  if (revoked || expired) return 'invalid';
  if (spentForSeconds === null) return 'good';
  return spentForSeconds > REUSE_GRACE_SECONDS ? 'reused' : 'spent';
}
