import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error';

export const PAGE_LIMIT_MAX = 200;
const PAGE_LIMIT_DEFAULT = 50;

/** The paging part of a list's query. */
export const pagingSchema = {
  cursor: z.string().max(1_024).optional().describe('`page.nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
};

export interface Page<Row> {
  readonly data: Row[];
  readonly page: { readonly nextCursor: string | null; readonly hasMore: boolean };
}

export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    data: z.array(row),
    page: z.object({ nextCursor: z.string().nullable(), hasMore: z.boolean() }),
  });

/** A page out of one row more than it may hold; `keyOf` is what the list is ordered by, the id last. */
export function toPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly string[]): Page<Row> {
  const data = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  const last = data.at(-1);
  return { data, page: { hasMore, nextCursor: hasMore && last ? encodeCursor(keyOf(last)) : null } };
}

export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** PostgreSQL has no text with a NUL in it. */
function isPlainText(part: unknown): part is string {
  return typeof part === 'string' && !part.includes('\u0000');
}

/** The key after which a page begins; null for the first page. Throws `request.cursor-invalid`. */
export function decodeCursor(cursor: string | undefined, parts: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every(isPlainText)) return key;
  } catch {
    // Falls through: whatever is wrong with it, it is not one of ours.
  }
  throw cursorInvalid();
}

export const cursorInvalid = () =>
  new DomainError('malformed', 'request.cursor-invalid', 'The cursor is not one that this list gave.');
