import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { entityTag, ExpectedVersion } from '../../../platform/http/entity-tag';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import type { Page } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import type { PromotionView } from '../queries/promotion-view';
import { PromotionsQuery } from '../queries/promotions.query';
import { ChangePromotionUseCase } from '../use-cases/change-promotion.use-case';
import { CreatePromotionUseCase } from '../use-cases/create-promotion.use-case';
import { toChanges, toCommand } from './promotion.mapper';
import {
  type ChangePromotionInput,
  changePromotionSchema,
  type CreatePromotionInput,
  createPromotionSchema,
  type PromotionFilterInput,
  promotionFilterSchema,
  promotionPageSchema,
  promotionSchema,
} from './promotion.schema';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('promotions')
@Controller('promotions')
export class PromotionsController {
  constructor(
    private readonly createPromotion: CreatePromotionUseCase,
    private readonly changePromotion: ChangePromotionUseCase,
    private readonly promotions: PromotionsQuery,
  ) {}

  @Post()
  @Requires('promotion.manage')
  @Idempotent()
  @Documents({
    summary: 'Begins a promotion, given by itself where it holds',
    status: 201,
    response: promotionSchema,
    refuses: [404, 409],
  })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createPromotionSchema }) body: CreatePromotionInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<PromotionView>> {
    return this.createPromotion.execute(actor, toCommand(body), idempotencyKey);
  }

  @Get()
  @Requires('promotion.read')
  @Documents({ summary: 'Lists the promotions, the newest first', response: promotionPageSchema })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: promotionFilterSchema }) filter: PromotionFilterInput,
  ): Promise<Page<PromotionView>> {
    return this.promotions.list(actor, filter);
  }

  @Get(':id')
  @Requires('promotion.read')
  @Documents({ summary: 'Shows a promotion', response: promotionSchema, refuses: [404] })
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PromotionView> {
    return shown(await this.promotions.get(actor, id), reply);
  }

  @Patch(':id')
  @Requires('promotion.manage')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that the change was decided on; 412 when it is no longer the present one.',
  })
  @Documents({
    summary: 'Renames, moves, ends or begins again a promotion',
    response: promotionSchema,
    refuses: [404, 409, 412],
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) promotionId: string,
    @Body({ schema: changePromotionSchema }) body: ChangePromotionInput,
    @ExpectedVersion() expectedVersion: number | null,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PromotionView> {
    const command = { promotionId, changes: toChanges(body), expectedVersion };
    return shown(await this.changePromotion.execute(actor, command), reply);
  }
}

function shown(promotion: PromotionView, reply: Reply): PromotionView {
  reply.header('ETag', entityTag(promotion.version));
  return promotion;
}
