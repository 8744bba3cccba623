import { createHash } from 'node:crypto';

const SALT_BYTES = 16;

/** One salt for all PINs of a business, so that a PIN has one fingerprint there: ADR 0013. */
export function pinSaltOf(businessId: string): Buffer {
  return createHash('sha256').update(`tillbook pin ${businessId}`).digest().subarray(0, SALT_BYTES);
}
