import type { INestApplicationContext } from '@nestjs/common';
import { CatalogChangesQuery } from '../../src/modules/catalog/queries/catalog-changes.query';
import type { ChangePlace } from '../../src/modules/catalog/queries/change-place';

/** A till that follows: what it knows of the catalog, by kind and id. */
export class CatalogFollower {
  readonly known = new Map<string, any>();
  told = 0;
  place: ChangePlace | null = null;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly businessId: string,
  ) {}

  async read(limit = 200): Promise<void> {
    for (let more = true; more;) {
      const { rows, place, hasMore } = await this.app
        .get(CatalogChangesQuery)
        .after(this.businessId, this.place, limit);
      for (const { kind, id, deleted, value } of rows) {
        if (deleted) this.known.delete(`${kind} ${id}`);
        else this.known.set(`${kind} ${id}`, value);
      }
      this.told += rows.length;
      [this.place, more] = [place, hasMore];
    }
  }
}
