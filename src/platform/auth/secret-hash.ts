import { createHash } from 'node:crypto';

/** What is kept of a secret that nobody can guess: 256 random bits, or fewer that are gone before they can be tried. */
export function hashOfSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
