import { Module } from '@nestjs/common';
import { PriceBooks } from './contracts/price-book';
import { CatalogChangesController } from './http/catalog-changes.controller';
import { ProductsController } from './http/products.controller';
import { PromotionsController } from './http/promotions.controller';
import { CatalogChangesQuery } from './queries/catalog-changes.query';
import { PriceBookQuery } from './queries/price-book.query';
import { ProductsQuery } from './queries/products.query';
import { PromotionsQuery } from './queries/promotions.query';
import { PromotionStore } from './store/promotion.store';
import { ChangePromotionUseCase } from './use-cases/change-promotion.use-case';
import { CreatePromotionUseCase } from './use-cases/create-promotion.use-case';

@Module({
  controllers: [ProductsController, CatalogChangesController, PromotionsController],
  providers: [
    ProductsQuery,
    CatalogChangesQuery,
    { provide: PriceBooks, useClass: PriceBookQuery },
    PromotionsQuery,
    PromotionStore,
    CreatePromotionUseCase,
    ChangePromotionUseCase,
  ],
  exports: [PriceBooks],
})
export class CatalogModule {}
