import { z } from 'zod';
import { DomainError } from '../../../kernel/domain-error';
import { decodeCursor } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';

const placeSchema = z.tuple([idSchema, z.string().regex(/^\d{1,15}$/)]);
const failureSchema = z.tuple([idSchema, z.string().regex(/^\d{1,15}$/), z.string()]);

/** The failure that the page before ended with; null for the first page. Throws `request.cursor-invalid`. */
export function readFailurePosition(
  cursor: string | undefined,
): { streamId: string; seq: number; listener: string } | null {
  const key = decodeCursor(cursor, 3);
  if (key === null) return null;
  const [streamId, seq, listener] = parsed(failureSchema, key);
  return { streamId, seq: Number(seq), listener };
}

/** Where the page before ended; null for the first page. Throws `request.cursor-invalid`. */
export function readLogPlace(cursor: string | undefined): { streamId: string; seq: number } | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const [streamId, seq] = parsed(placeSchema, key);
  return { streamId, seq: Number(seq) };
}

function parsed<Key>(schema: z.ZodType<Key>, key: string[]): Key {
  const { success, data } = schema.safeParse(key);
  if (success) return data;
  throw new DomainError('malformed', 'request.cursor-invalid', 'The cursor is not one that this list gave.');
}
