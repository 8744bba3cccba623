import { Controller, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { entityTag, ExpectedVersion } from '../../../platform/http/entity-tag';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import type { KitchenOrderView } from '../queries/kitchen-orders.query';
import { BumpOrderUseCase } from '../use-cases/bump-order.use-case';
import { RecallOrderUseCase } from '../use-cases/recall-order.use-case';
import { IfMatch } from './if-match';
import { kitchenOrderSchema } from './kitchen-order.schema';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('kitchen')
@Controller('kds/orders/:id')
export class OrderMovesController {
  constructor(
    private readonly bumpOrder: BumpOrderUseCase,
    private readonly recallOrder: RecallOrderUseCase,
  ) {}

  @Post('bump')
  @Requires('order.change-status')
  @Idempotent()
  @IfMatch()
  @Documents({ summary: 'Moves an order one step on', response: kitchenOrderSchema, refuses: [404, 409, 412] })
  async bump(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) orderId: string,
    @ExpectedVersion() expectedVersion: number | null,
    @IdempotencyKey() idempotencyKey: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Answer<KitchenOrderView>> {
    return tagged(reply, await this.bumpOrder.execute(actor, { orderId, expectedVersion }, idempotencyKey));
  }

  @Post('recall')
  @Requires('order.change-status')
  @Idempotent()
  @IfMatch()
  @Documents({ summary: "Takes back an order's last step", response: kitchenOrderSchema, refuses: [404, 409, 412] })
  async recall(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) orderId: string,
    @ExpectedVersion() expectedVersion: number | null,
    @IdempotencyKey() idempotencyKey: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Answer<KitchenOrderView>> {
    return tagged(reply, await this.recallOrder.execute(actor, { orderId, expectedVersion }, idempotencyKey));
  }
}

function tagged(reply: Reply, answer: Answer<KitchenOrderView>): Answer<KitchenOrderView> {
  reply.header('ETag', entityTag(answer.body.version));
  return answer;
}
