import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentBusiness } from '../../../platform/auth/current-actor';
import { AlsoForDevices, Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { CatalogChangesQuery } from '../queries/catalog-changes.query';
import { cursorOf, placeOf } from '../queries/change-place';
import {
  type CatalogChange,
  type CatalogChangeFilterInput,
  catalogChangeFilterSchema,
  catalogChangesSchema,
  type CatalogChangesView,
} from './catalog-change.schema';

@ApiTags('sync')
@Controller('sync/changes')
export class CatalogChangesController {
  constructor(private readonly changes: CatalogChangesQuery) {}

  @Get()
  @Requires('product.read')
  @AlsoForDevices()
  @Documents({
    summary: 'Tells a till what has changed in the catalog since it last asked',
    response: catalogChangesSchema,
    tokens: ['bearer', 'device'],
  })
  async list(
    @CurrentBusiness() businessId: string,
    @Query({ schema: catalogChangeFilterSchema }) { since, limit }: CatalogChangeFilterInput,
  ): Promise<CatalogChangesView> {
    const { rows, place, hasMore } = await this.changes.after(businessId, placeOf(since), limit);
    return {
      data: rows.map((row) => ({ ...row, revision: Number(row.revision) }) as CatalogChange),
      page: { nextCursor: cursorOf(place), hasMore },
    };
  }
}
