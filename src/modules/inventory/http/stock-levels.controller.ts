import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import type { Page } from '../../../platform/http/paging';
import { StockLevelsQuery, type StockLevelView } from '../queries/stock-levels.query';
import { type StockLevelFilterInput, stockLevelFilterSchema, stockLevelPageSchema } from './stock-level.schema';

@ApiTags('inventory')
@Controller('inventory/stock-levels')
export class StockLevelsController {
  constructor(private readonly stockLevels: StockLevelsQuery) {}

  @Get()
  @Requires('stock.read')
  @Documents({
    summary: 'Lists what lies on the shelves of an outlet',
    response: stockLevelPageSchema,
    refuses: [404],
  })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: stockLevelFilterSchema }) filter: StockLevelFilterInput,
  ): Promise<Page<StockLevelView>> {
    return this.stockLevels.list(actor, filter);
  }
}
