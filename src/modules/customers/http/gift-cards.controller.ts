import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import { GiftCardsQuery } from '../queries/gift-cards.query';
import { BlockGiftCardUseCase } from '../use-cases/block-gift-card.use-case';
import { ExpireGiftCardsUseCase } from '../use-cases/expire-gift-cards.use-case';
import { SellGiftCardUseCase } from '../use-cases/sell-gift-card.use-case';
import {
  type BlockGiftCardInput,
  blockGiftCardSchema,
  expiredGiftCardsSchema,
  type ExpiredGiftCardsView,
  giftCardBlockSchema,
  type GiftCardBlockView,
  giftCardCodeSchema,
  type GiftCardFilterInput,
  giftCardFilterSchema,
  type GiftCardPage,
  giftCardPageSchema,
  giftCardSchema,
  type GiftCardView,
  type SellGiftCardInput,
  sellGiftCardSchema,
  soldGiftCardSchema,
  type SoldGiftCardView,
} from './gift-card.schema';

@ApiTags('gift cards')
@Controller('gift-cards')
export class GiftCardsController {
  constructor(
    private readonly giftCards: GiftCardsQuery,
    private readonly sellGiftCard: SellGiftCardUseCase,
    private readonly blockGiftCard: BlockGiftCardUseCase,
    private readonly expireGiftCards: ExpireGiftCardsUseCase,
  ) {}

  @Post()
  @Requires('gift-card.sell')
  @Idempotent()
  @Documents({ summary: 'Sells a gift card', status: 201, response: soldGiftCardSchema, refuses: [404, 409] })
  sell(
    @CurrentActor() actor: Actor,
    @Body({ schema: sellGiftCardSchema }) { amount, reference, ...input }: SellGiftCardInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<SoldGiftCardView>> {
    const command = { ...input, amount: BigInt(amount), reference: reference ?? null };
    return this.sellGiftCard.execute(actor, command, idempotencyKey);
  }

  @Get()
  @Requires('gift-card.read')
  @Documents({ summary: 'Lists the gift cards, the newest first', response: giftCardPageSchema })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: giftCardFilterSchema }) filter: GiftCardFilterInput,
  ): Promise<GiftCardPage> {
    return this.giftCards.list(actor, filter);
  }

  @Post('expiries')
  @Requires('gift-card.expire')
  @Idempotent()
  @Documents({
    summary: 'Books what is left on cards past their last day as income, so many at a time',
    status: 201,
    response: expiredGiftCardsSchema,
    refuses: [409],
  })
  expire(@CurrentActor() actor: Actor, @IdempotencyKey() key: string): Promise<Answer<ExpiredGiftCardsView>> {
    return this.expireGiftCards.execute(actor, key);
  }

  @Get(':code')
  @Requires('gift-card.read')
  @Documents({ summary: 'Shows what is on a gift card', response: giftCardSchema, refuses: [404] })
  show(
    @CurrentActor() actor: Actor,
    @Param('code', { schema: giftCardCodeSchema }) code: string,
  ): Promise<GiftCardView> {
    return this.giftCards.find(actor, code);
  }

  @Put(':id/block')
  @Requires('gift-card.block')
  @Documents({
    summary: 'Blocks a gift card that was lost, or takes it again',
    response: giftCardBlockSchema,
    refuses: [404],
  })
  block(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) giftCardId: string,
    @Body({ schema: blockGiftCardSchema }) input: BlockGiftCardInput,
  ): Promise<GiftCardBlockView> {
    return this.blockGiftCard.execute(actor, { giftCardId, ...input });
  }
}
