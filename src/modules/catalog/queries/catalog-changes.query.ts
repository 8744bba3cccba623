import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { beginningAt, type ChangePlace } from './change-place';

export interface ChangeRow {
  readonly revision: bigint;
  readonly kind: string;
  readonly id: string;
  readonly deleted: boolean;
  /** Null where it is gone. */
  readonly value: unknown;
}

export interface Changes {
  readonly rows: readonly ChangeRow[];
  /** Where to go on, also when there is nothing more yet. */
  readonly place: ChangePlace;
  readonly hasMore: boolean;
}

@Injectable()
export class CatalogChangesQuery {
  constructor(private readonly database: Database) {}

  /** What changed after a place, in the order of the commits; from the beginning for a till that has none. */
  after(businessId: string, since: ChangePlace | null, limit: number): Promise<Changes> {
    return this.database.read(businessId, async ({ prisma }) => {
      const { revision } = await prisma.catalogRevision.findUniqueOrThrow({ where: { businessId } });
      const from = since ?? beginningAt(revision);
      const found = await prisma.$queryRaw<ChangeRow[]>`
        select c.revision, c.kind, c.entity_id as id, c.deleted,
               case when not c.deleted then catalog.terms_of(c.business_id, c.kind, c.entity_id) end as value
          from catalog.changes c
         where c.business_id = ${businessId}::uuid
           and (c.revision, c.kind, c.entity_id) > (${from.revision}::bigint, ${from.kind}, ${from.id}::uuid)
           and (not c.deleted or c.revision > ${from.goneBy}::bigint)
         order by c.revision, c.kind, c.entity_id
         limit ${limit + 1}`;
      const rows = found.slice(0, limit);
      return { rows, place: { ...from, ...positionOf(rows.at(-1)) }, hasMore: found.length > limit };
    });
  }
}

function positionOf(row: ChangeRow | undefined): Partial<ChangePlace> {
  return row ? { revision: row.revision, kind: row.kind, id: row.id } : {};
}
