import { v5, v7 } from 'uuid';

/** A new id, ordered by time (UUIDv7). */
export function newId(): string {
  return v7();
}

/** The id of a thing that follows from another thing: the same parent and name always give the same id (UUIDv5). */
export function derivedId(parentId: string, name: string): string {
  return v5(name, parentId);
}
