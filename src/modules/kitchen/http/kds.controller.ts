import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { toPage } from '../../../platform/http/paging';
import { KitchenOrdersQuery } from '../queries/kitchen-orders.query';
import {
  type KitchenOrderFilterInput,
  kitchenOrderFilterSchema,
  type KitchenOrderPage,
  kitchenOrderPageSchema,
} from './kitchen-order.schema';
import { readPosition } from './order-position';

@ApiTags('kitchen')
@Controller('kds')
export class KdsController {
  constructor(private readonly orders: KitchenOrdersQuery) {}

  @Get('orders')
  @Requires('order.read')
  @Documents({
    summary: 'Lists the orders of an outlet, the oldest first',
    response: kitchenOrderPageSchema,
    refuses: [404],
  })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: kitchenOrderFilterSchema }) { cursor, limit, ...filter }: KitchenOrderFilterInput,
  ): Promise<KitchenOrderPage> {
    requireWorkplace(actor, filter.outletId);
    const after = readPosition(cursor);
    const { orders, lastSeq } = await this.orders.list(actor.businessId, { ...filter, after, limit: limit + 1 });
    return { ...toPage(orders, limit, (order) => [order.placedAt, order.id]), lastSeq };
  }
}
