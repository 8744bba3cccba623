import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { orderStatusChanged } from '../domain/order-events';
import { recalled } from '../domain/order-status';
import { type KitchenOrderView, KitchenOrdersQuery } from '../queries/kitchen-orders.query';
import { KitchenOrderStore } from '../store/kitchen-order.store';

export interface RecallOrderCommand {
  readonly orderId: string;
  /** The version that it was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

/** Takes back the last step of a kitchen order, which left the screens too early. */
@Injectable()
export class RecallOrderUseCase {
  constructor(
    private readonly database: Database,
    private readonly orders: KitchenOrderStore,
    private readonly views: KitchenOrdersQuery,
  ) {}

  execute(actor: Actor, command: RecallOrderCommand, idempotencyKey: string): Promise<Answer<KitchenOrderView>> {
    const idempotent = { idempotencyKey, operation: 'kitchen.recall-order', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const order = await this.orders.lock(tx, actor.outletIds, command.orderId);
      const changed = await this.orders.setStatus(tx, order.id, recalled(order, command));
      tx.record(orderStatusChanged(changed, order.status));
      return this.views.get(tx, order.id);
    });
  }
}
