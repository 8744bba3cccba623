import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import type { Page } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import { ProductsQuery } from '../queries/products.query';
import {
  type ProductFilterInput,
  productFilterSchema,
  productPageSchema,
  productSchema,
  type ProductView,
} from './product.schema';

@ApiTags('catalog')
@Controller('products')
export class ProductsController {
  constructor(private readonly products: ProductsQuery) {}

  @Get()
  @Requires('product.read')
  @Documents({ summary: 'Lists the active products by name', response: productPageSchema, refuses: [404] })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: productFilterSchema }) { outletId, ...filter }: ProductFilterInput,
  ): Promise<Page<ProductView>> {
    if (outletId) requireWorkplace(actor, outletId);
    return this.products.list(actor, filter);
  }

  @Get(':id')
  @Requires('product.read')
  @Documents({ summary: 'Shows a product', response: productSchema, refuses: [404] })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<ProductView> {
    return this.products.get(actor, id);
  }
}
