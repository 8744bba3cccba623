import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import type { Page } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import { SyncExceptionsQuery } from '../queries/sync-exceptions.query';
import { ResolveSyncExceptionUseCase } from '../use-cases/resolve-sync-exception.use-case';
import {
  type ResolveSyncExceptionInput,
  resolveSyncExceptionSchema,
  type SyncExceptionFilterInput,
  syncExceptionFilterSchema,
  syncExceptionPageSchema,
  syncExceptionSchema,
  type SyncExceptionView,
} from './sync-exception.schema';

@ApiTags('sync')
@Requires('sync.resolve')
@Controller('sync/exceptions')
export class SyncExceptionsController {
  constructor(
    private readonly exceptions: SyncExceptionsQuery,
    private readonly resolveSyncException: ResolveSyncExceptionUseCase,
  ) {}

  @Get()
  @Documents({
    summary: 'Lists what speaks against what offline tills told, the oldest first',
    response: syncExceptionPageSchema,
    refuses: [404],
  })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: syncExceptionFilterSchema }) filter: SyncExceptionFilterInput,
  ): Promise<Page<SyncExceptionView>> {
    requireWorkplace(actor, filter.outletId);
    return this.exceptions.list(actor, filter);
  }

  @Post(':id/resolve')
  @Idempotent('optional')
  @Documents({
    summary: 'Says what becomes of one; nothing that was booked changes by it',
    response: syncExceptionSchema,
    refuses: [404, 409],
  })
  resolve(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) exceptionId: string,
    @Body({ schema: resolveSyncExceptionSchema }) body: ResolveSyncExceptionInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<SyncExceptionView>> {
    return this.resolveSyncException.execute(actor, { exceptionId, ...body }, idempotencyKey);
  }
}
