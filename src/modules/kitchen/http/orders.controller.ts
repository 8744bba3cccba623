import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { entityTag, ExpectedVersion } from '../../../platform/http/entity-tag';
import { idSchema } from '../../../platform/http/schemas';
import type { KitchenOrderView } from '../queries/kitchen-orders.query';
import { ChangeOrderStatusUseCase } from '../use-cases/change-order-status.use-case';
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
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that the change was decided on; 412 when it is no longer the present one.',
  })
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
