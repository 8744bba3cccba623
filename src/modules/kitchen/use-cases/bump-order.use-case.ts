import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { orderStatusChanged } from '../domain/order-events';
import { bumped } from '../domain/order-status';
import { type KitchenOrderView, KitchenOrdersQuery } from '../queries/kitchen-orders.query';
import { KitchenOrderStore } from '../store/kitchen-order.store';

export interface BumpOrderCommand {
  readonly orderId: string;
  /** The version that it was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

/** Moves a kitchen order one step on: begun, ready, served. Once per command, however often it is sent. */
@Injectable()
export class BumpOrderUseCase {
  constructor(
    private readonly database: Database,
    private readonly orders: KitchenOrderStore,
    private readonly views: KitchenOrdersQuery,
  ) {}

  execute(actor: Actor, command: BumpOrderCommand, idempotencyKey: string): Promise<Answer<KitchenOrderView>> {
    const idempotent = { idempotencyKey, operation: 'kitchen.bump-order', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const order = await this.orders.lock(tx, actor.outletIds, command.orderId);
      const changed = await this.orders.setStatus(tx, order.id, bumped(order, command));
      tx.record(orderStatusChanged(changed, order.status));
      return this.views.get(tx, order.id);
    });
  }
}
