import { Module } from '@nestjs/common';
import { PriceBooks } from './contracts/price-book';
import { CatalogChangesController } from './http/catalog-changes.controller';
import { ProductsController } from './http/products.controller';
import { PromotionsController } from './http/promotions.controller';
import { VouchersController } from './http/vouchers.controller';
import { CatalogChangesQuery } from './queries/catalog-changes.query';
import { PriceBookQuery } from './queries/price-book.query';
import { ProductsQuery } from './queries/products.query';
import { PromotionsQuery } from './queries/promotions.query';
import { VouchersQuery } from './queries/vouchers.query';
import { PromotionStore } from './store/promotion.store';
import { VoucherStore } from './store/voucher.store';
import { ChangePromotionUseCase } from './use-cases/change-promotion.use-case';
import { CreatePromotionUseCase } from './use-cases/create-promotion.use-case';
import { IssueVouchersUseCase } from './use-cases/issue-vouchers.use-case';
import { WithdrawVoucherUseCase } from './use-cases/withdraw-voucher.use-case';

@Module({
  controllers: [ProductsController, CatalogChangesController, PromotionsController, VouchersController],
  providers: [
    ProductsQuery,
    CatalogChangesQuery,
    { provide: PriceBooks, useClass: PriceBookQuery },
    PromotionsQuery,
    PromotionStore,
    CreatePromotionUseCase,
    ChangePromotionUseCase,
    VouchersQuery,
    VoucherStore,
    IssueVouchersUseCase,
    WithdrawVoucherUseCase,
  ],
  exports: [PriceBooks],
})
export class CatalogModule {}
