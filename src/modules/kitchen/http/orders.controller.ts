import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { entityTag, ExpectedVersion } from '../../../platform/http/entity-tag';
import { idSchema } from '../../../platform/http/schemas';
import type { KitchenOrderView } from '../queries/kitchen-orders.query';
import { ChangeOrderStatusUseCase } from '../use-cases/change-order-status.use-case';
import { IfMatch } from './if-match';
import { type ChangeOrderStatusInput, changeOrderStatusSchema, kitchenOrderSchema } from './kitchen-order.schema';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('kitchen')
@Controller('orders')
export class OrdersController {
  constructor(private readonly changeOrderStatus: ChangeOrderStatusUseCase) {}

  @Put(':id/status')
  @Requires('order.change-status')
  @IfMatch()
  @Documents({ summary: 'Changes the status of an order', response: kitchenOrderSchema, refuses: [404, 409, 412] })
  async setStatus(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) orderId: string,
    @Body({ schema: changeOrderStatusSchema }) { status }: ChangeOrderStatusInput,
    @ExpectedVersion() expectedVersion: number | null,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<KitchenOrderView> {
    const order = await this.changeOrderStatus.execute(actor, { orderId, status, expectedVersion });
    reply.header('ETag', entityTag(order.version));
    return order;
  }
}
