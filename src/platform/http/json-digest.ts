import { createHash } from 'node:crypto';

/** A JSON value in the one way of writing it that RFC 8785 knows, and the SHA-256 of that, in hex. */
export function digestOf(value: unknown): { readonly content: string; readonly hash: string } {
  const content = canonical(value);
  return { content, hash: createHash('sha256').update(content, 'utf8').digest('hex') };
}

/** No spaces; the keys of an object in the order of their UTF-16 code units; numbers and strings as JavaScript writes them. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}
