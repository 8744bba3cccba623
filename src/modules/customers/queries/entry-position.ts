import { DomainError } from '../../../kernel/domain-error';
import { decodeCursor } from '../../../platform/http/paging';

/** The number of the entry that the page before ended with; null for the first page. Throws `request.cursor-invalid`. */
export function readEntryPosition(cursor: string | undefined): number | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(key[0]!)) {
    throw new DomainError('malformed', 'request.cursor-invalid', 'The cursor is not one that this list gave.');
  }
  return Number(key[0]);
}
