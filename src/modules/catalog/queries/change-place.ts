import { cursorInvalid, decodeCursor, encodeCursor } from '../../../platform/http/paging';

/** How far a till has read in the catalog's changes. */
export interface ChangePlace {
  readonly revision: bigint;
  readonly kind: string;
  readonly id: string;
  /** What was gone by this revision is not told: whoever began after it never knew of it. */
  readonly goneBy: bigint;
}

const REVISION = /^\d{1,18}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NIL = '00000000-0000-0000-0000-000000000000';

/** Before everything, for a till that knows nothing yet. */
export function beginningAt(revision: bigint): ChangePlace {
  return { revision: 0n, kind: '', id: NIL, goneBy: revision };
}

export function cursorOf({ revision, kind, id, goneBy }: ChangePlace): string {
  return encodeCursor([String(revision), kind, id, String(goneBy)]);
}

/** Null for a till that knows nothing yet. Throws `request.cursor-invalid`. */
export function placeOf(cursor: string | undefined): ChangePlace | null {
  const key = decodeCursor(cursor, 4);
  if (key === null) return null;
  const [revision = '', kind = '', id = '', goneBy = ''] = key;
  if (!REVISION.test(revision) || !REVISION.test(goneBy) || !UUID.test(id)) throw cursorInvalid();
  return { revision: BigInt(revision), kind, id, goneBy: BigInt(goneBy) };
}
