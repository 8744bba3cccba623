import { z } from 'zod';
import { DomainError } from '../../../kernel/domain-error';
import { decodeCursor } from '../../../platform/http/paging';

const positionSchema = z.tuple([z.string(), z.uuid()]);

/** The product that the page before ended with; null for the first page. Throws `request.cursor-invalid`. */
export function readPosition(cursor: string | undefined): { name: string; id: string } | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const position = positionSchema.safeParse(key);
  if (!position.success) {
    throw new DomainError('malformed', 'request.cursor-invalid', 'The cursor is not one that this list gave.');
  }
  const [name, id] = position.data;
  return { name, id };
}
