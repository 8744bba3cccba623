import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity';
import { ExpireGiftCards } from './contracts/gift-card-expiry';
import { CustomersController } from './http/customers.controller';
import { GiftCardReceiptsController } from './http/gift-card-receipts.controller';
import { GiftCardTermsController } from './http/gift-card-terms.controller';
import { GiftCardsController } from './http/gift-cards.controller';
import { LoyaltyController } from './http/loyalty.controller';
import { EarnPointsOnSaleListener } from './listeners/earn-points-on-sale.listener';
import { GiftCardReceiptQuery } from './queries/gift-card-receipt.query';
import { GiftCardsQuery } from './queries/gift-cards.query';
import { LoyaltyQuery } from './queries/loyalty.query';
import { StoreCreditQuery } from './queries/store-credit.query';
import { CreditLimitStore } from './store/credit-limit.store';
import { GiftCardCodes } from './store/gift-card-codes.store';
import { GiftCardStore } from './store/gift-card.store';
import { LoyaltyStore } from './store/loyalty.store';
import { BlockGiftCardUseCase } from './use-cases/block-gift-card.use-case';
import { ChangeCreditLimitUseCase } from './use-cases/change-credit-limit.use-case';
import { ChangeGiftCardTermsUseCase } from './use-cases/change-gift-card-terms.use-case';
import { ChangeLoyaltyProgramUseCase } from './use-cases/change-loyalty-program.use-case';
import { ExpireGiftCardsUseCase } from './use-cases/expire-gift-cards.use-case';
import { SellGiftCardUseCase } from './use-cases/sell-gift-card.use-case';

@Module({
  imports: [IdentityModule],
  controllers: [
    CustomersController,
    GiftCardsController,
    GiftCardReceiptsController,
    GiftCardTermsController,
    LoyaltyController,
  ],
  providers: [
    EarnPointsOnSaleListener,
    LoyaltyStore,
    LoyaltyQuery,
    ChangeLoyaltyProgramUseCase,
    StoreCreditQuery,
    ChangeCreditLimitUseCase,
    CreditLimitStore,
    SellGiftCardUseCase,
    BlockGiftCardUseCase,
    ExpireGiftCardsUseCase,
    { provide: ExpireGiftCards, useExisting: ExpireGiftCardsUseCase },
    ChangeGiftCardTermsUseCase,
    GiftCardsQuery,
    GiftCardReceiptQuery,
    GiftCardStore,
    GiftCardCodes,
  ],
})
export class CustomersModule {}
