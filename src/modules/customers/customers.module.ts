import { Module } from '@nestjs/common';
import { CustomersController } from './http/customers.controller';
import { EarnPointsOnSaleListener } from './listeners/earn-points-on-sale.listener';
import { StoreCreditQuery } from './queries/store-credit.query';
import { CreditLimitStore } from './store/credit-limit.store';
import { LoyaltyStore } from './store/loyalty.store';
import { ChangeCreditLimitUseCase } from './use-cases/change-credit-limit.use-case';

@Module({
  controllers: [CustomersController],
  providers: [EarnPointsOnSaleListener, LoyaltyStore, StoreCreditQuery, ChangeCreditLimitUseCase, CreditLimitStore],
})
export class CustomersModule {}
