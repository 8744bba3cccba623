import { z } from 'zod';
import { DomainError } from '../../../kernel/domain-error';
import { decodeCursor } from '../../../platform/http/paging';

const positionSchema = z.tuple([z.iso.date(), z.uuid()]);

export interface DueDatePosition {
  readonly dueDate: string;
  readonly id: string;
}

/** The open item that the page before ended with; null for the first page. Throws `request.cursor-invalid`. */
export function readDueDatePosition(cursor: string | undefined): DueDatePosition | null {
  const key = decodeCursor(cursor, 2);
  if (key === null) return null;
  const position = positionSchema.safeParse(key);
  if (!position.success) {
    throw new DomainError('malformed', 'request.cursor-invalid', 'The cursor is not one that this list gave.');
  }
  const [dueDate, id] = position.data;
  return { dueDate, id };
}
