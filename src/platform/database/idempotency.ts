import { createHash } from 'node:crypto';

/** A request that may be sent twice and must be done once. */
export interface IdempotentCommand {
  /** The caller's key, unique per business. */
  readonly idempotencyKey: string;
  /** What the key was used for, such as `sales.create-transaction`. */
  readonly operation: string;
  /** Of the request as the caller meant it; the same key with another request is refused. */
  readonly requestHash: Buffer;
}

/** The hash of a request, the same for the same content whatever the order of its keys. */
export function requestHash(request: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(request)).digest();
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString();
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
