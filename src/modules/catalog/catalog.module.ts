import { Module } from '@nestjs/common';
import { PriceBooks } from './contracts/price-book';
import { CatalogChangesController } from './http/catalog-changes.controller';
import { ProductsController } from './http/products.controller';
import { CatalogChangesQuery } from './queries/catalog-changes.query';
import { PriceBookQuery } from './queries/price-book.query';
import { ProductsQuery } from './queries/products.query';

@Module({
  controllers: [ProductsController, CatalogChangesController],
  providers: [ProductsQuery, CatalogChangesQuery, { provide: PriceBooks, useClass: PriceBookQuery }],
  exports: [PriceBooks],
})
export class CatalogModule {}
