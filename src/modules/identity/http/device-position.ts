import { cursorInvalid, decodeCursor } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';

/** Where a list ordered by id goes on; null: at its beginning. Throws `request.cursor-invalid`. */
export function idOfCursor(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const { data } = idSchema.safeParse(key[0]);
  if (data !== undefined) return data;
  throw cursorInvalid();
}
