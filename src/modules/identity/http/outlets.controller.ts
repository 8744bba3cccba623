import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import { OutletsQuery, type OutletView } from '../queries/outlets.query';
import { type OutletFilterInput, outletFilterSchema, outletPageSchema } from './outlet.schema';

@ApiTags('identity')
@Controller('outlets')
export class OutletsController {
  constructor(private readonly outlets: OutletsQuery) {}

  @Get()
  @Requires('outlet.read')
  @Documents({
    summary: 'Lists the outlets that the caller is assigned to',
    response: outletPageSchema,
  })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: outletFilterSchema }) { cursor, limit }: OutletFilterInput,
  ): Promise<Page<OutletView>> {
    const [afterCode = null] = decodeCursor(cursor, 1) ?? [];
    const rows = await this.outlets.assignedTo(actor, afterCode, limit + 1);
    return toPage(rows, limit, ({ code }) => [code]);
  }
}
