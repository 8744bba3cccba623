import type { Actor } from '../../../kernel/actor';
import { type AcknowledgedCommand, SocketCommand } from '../../../platform/realtime/acknowledged-command';
import { RecallOrderUseCase } from '../use-cases/recall-order.use-case';
import { movedOrderSchema, type OrderMove, orderMoveSchema } from './order-move.schema';

@SocketCommand()
export class RecallOrderSocketCommand implements AcknowledgedCommand<OrderMove> {
  readonly namespace = '/kds';
  readonly message = 'order:recall';
  readonly permission = 'order.change-status';
  readonly schema = orderMoveSchema;
  readonly answer = movedOrderSchema;

  constructor(private readonly recallOrder: RecallOrderUseCase) {}

  async execute(actor: Actor, { commandId, orderId, version }: OrderMove): Promise<object> {
    const command = { orderId, expectedVersion: version ?? null };
    const { body, replayed } = await this.recallOrder.execute(actor, command, commandId);
    return { order: body, replayed };
  }
}
