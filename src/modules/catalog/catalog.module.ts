import { Module } from '@nestjs/common';
import { PriceBooks } from './contracts/price-book';
import { ProductsController } from './http/products.controller';
import { PriceBookQuery } from './queries/price-book.query';
import { ProductsQuery } from './queries/products.query';

@Module({
  controllers: [ProductsController],
  providers: [ProductsQuery, { provide: PriceBooks, useClass: PriceBookQuery }],
  exports: [PriceBooks],
})
export class CatalogModule {}
