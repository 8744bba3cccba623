import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import type { Page } from '../../../platform/http/paging';
import { ReceivablesQuery } from '../queries/receivables.query';
import {
  type ReceivableFilterInput,
  receivableFilterSchema,
  receivablePageSchema,
  type ReceivableView,
} from './receivable.schema';

@ApiTags('receivables')
@Controller('receivables')
export class ReceivablesController {
  constructor(private readonly receivables: ReceivablesQuery) {}

  @Get()
  @Requires('receivable.read')
  @Documents({
    summary: 'Lists what customers owe, the longest due first',
    response: receivablePageSchema,
    refuses: [404],
  })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: receivableFilterSchema }) filter: ReceivableFilterInput,
  ): Promise<Page<ReceivableView>> {
    if (filter.outletId) requireWorkplace(actor, filter.outletId);
    return this.receivables.list(actor, filter);
  }
}
