import type { Actor } from '../../../kernel/actor';
import { type AcknowledgedCommand, SocketCommand } from '../../../platform/realtime/acknowledged-command';
import { BumpOrderUseCase } from '../use-cases/bump-order.use-case';
import { movedOrderSchema, type OrderMove, orderMoveSchema } from './order-move.schema';

@SocketCommand()
export class BumpOrderSocketCommand implements AcknowledgedCommand<OrderMove> {
  readonly namespace = '/kds';
  readonly message = 'order:bump';
  readonly permission = 'order.change-status';
  readonly schema = orderMoveSchema;
  readonly answer = movedOrderSchema;

  constructor(private readonly bumpOrder: BumpOrderUseCase) {}

  async execute(actor: Actor, { commandId, orderId, version }: OrderMove): Promise<object> {
    const command = { orderId, expectedVersion: version ?? null };
    const { body, replayed } = await this.bumpOrder.execute(actor, command, commandId);
    return { order: body, replayed };
  }
}
