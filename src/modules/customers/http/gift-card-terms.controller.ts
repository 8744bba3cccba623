import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { GiftCardsQuery } from '../queries/gift-cards.query';
import { ChangeGiftCardTermsUseCase } from '../use-cases/change-gift-card-terms.use-case';
import { giftCardTermsSchema, type GiftCardTermsView } from './gift-card.schema';

@ApiTags('gift cards')
@Controller('gift-card-terms')
export class GiftCardTermsController {
  constructor(
    private readonly giftCards: GiftCardsQuery,
    private readonly changeTerms: ChangeGiftCardTermsUseCase,
  ) {}

  @Get()
  @Requires('gift-card.read')
  @Documents({ summary: 'Shows for how long gift cards are good', response: giftCardTermsSchema })
  show(@CurrentActor() actor: Actor): Promise<GiftCardTermsView> {
    return this.giftCards.terms(actor);
  }

  @Put()
  @Requires('gift-card.configure')
  @Documents({
    summary: 'Says for how long gift cards sold from now on are good; those sold keep what was agreed',
    response: giftCardTermsSchema,
  })
  change(
    @CurrentActor() actor: Actor,
    @Body({ schema: giftCardTermsSchema }) terms: GiftCardTermsView,
  ): Promise<GiftCardTermsView> {
    return this.changeTerms.execute(actor, terms);
  }
}
