import { createHmac, timingSafeEqual } from 'node:crypto';

/** In a time that does not depend on where they differ, nor on their lengths. */
export function isSame(given: unknown, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', expected).update(text).digest();
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}
