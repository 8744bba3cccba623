import { Module } from '@nestjs/common';
import { EarnPointsOnSaleListener } from './listeners/earn-points-on-sale.listener';
import { LoyaltyStore } from './store/loyalty.store';

@Module({ providers: [EarnPointsOnSaleListener, LoyaltyStore] })
export class CustomersModule {}
