import { z } from 'zod';
import type { AccessClaims } from '../auth/access-tokens';
import { DomainError } from '../../kernel/domain-error';

export const handshakeSchema = z.object({
  token: z.string().min(1),
  after: z.int().min(0).nullish().describe('The last `seq` seen of the outlet; without it: what happens from now on.'),
  outletId: z.uuid().toLowerCase().nullish(),
});

/** What a client brings: `auth: {token, after?, outletId?}`. */
export interface Handshake {
  readonly token: string;
  /** The last `seq` it has seen; null: show what happens from now on. */
  readonly after: number | null;
  readonly outletId: string | null;
}

/** Throws `auth.token-missing` or `realtime.handshake-invalid`. */
export function readHandshake(auth: unknown): Handshake {
  const parsed = handshakeSchema.safeParse(auth);
  if (parsed.success)
    return { token: parsed.data.token, after: parsed.data.after ?? null, outletId: parsed.data.outletId ?? null };
  const fields = parsed.error.issues.map(({ path }) => path.join('.'));
  if (fields.some((field) => field === 'token' || field === '')) {
    throw new DomainError(
      'unauthenticated',
      'auth.token-missing',
      'Send the access token in the handshake: auth.token.',
    );
  }
  throw new DomainError('malformed', 'realtime.handshake-invalid', 'The handshake does not fit its schema.', {
    fields,
  });
}

/**
 * The outlet whose stream is followed: the one that is asked for, else the one chosen at log-in, else the only one.
 * Throws `identity.outlet-not-found`, or `realtime.outlet-missing` where there are several to choose from.
 */
export function chooseOutlet(claims: Pick<AccessClaims, 'outletId' | 'outletIds'>, wanted: string | null): string {
  const only = claims.outletIds.length === 1 ? claims.outletIds[0]! : null;
  const outletId = wanted ?? claims.outletId ?? only;
  if (outletId === null) {
    throw new DomainError('malformed', 'realtime.outlet-missing', 'Choose an outlet at log-in or send auth.outletId.');
  }
  if (!claims.outletIds.includes(outletId)) throw outletNotFound(outletId);
  return outletId;
}

export const outletNotFound = (outletId: string) =>
  new DomainError('not-found', 'identity.outlet-not-found', 'There is no such outlet.', { outletId });

export const positionUnknown = (head: number) =>
  new DomainError('conflict', 'realtime.position-unknown', 'The stream has not come that far; load the list again.', {
    head,
  });

export const sessionRevoked = () =>
  new DomainError('unauthenticated', 'auth.session-revoked', 'The session has been ended: log in again.');

export const tooManyConnections = (of: 'business' | 'session', max: number) =>
  new DomainError('too-many', 'realtime.too-many-connections', `More than ${max} connections of this ${of}.`, {
    of,
    max,
  });
