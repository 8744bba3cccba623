import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Database, writerOf } from '../../../platform/database/database';
import type { OrderStatus } from '../contracts/kitchen.events';
import { orderStatusChanged } from '../domain/order-events';
import { changesStatus } from '../domain/order-status';
import { type KitchenOrderView, KitchenOrdersQuery } from '../queries/kitchen-orders.query';
import { KitchenOrderStore } from '../store/kitchen-order.store';

export interface ChangeOrderStatusCommand {
  readonly orderId: string;
  readonly status: OrderStatus;
  /** The version that the change was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

/** Moves a kitchen order on: begun, ready, served, done, or cancelled. */
@Injectable()
export class ChangeOrderStatusUseCase {
  constructor(
    private readonly database: Database,
    private readonly orders: KitchenOrderStore,
    private readonly views: KitchenOrdersQuery,
  ) {}

  execute(actor: Actor, command: ChangeOrderStatusCommand): Promise<KitchenOrderView> {
    return this.database.change(writerOf(actor), async (tx) => {
      const order = await this.orders.lock(tx, actor.outletIds, command.orderId);
      if (changesStatus(order, command)) {
        const changed = await this.orders.setStatus(tx, order.id, command.status);
        tx.record(orderStatusChanged(changed, order.status));
      }
      return this.views.get(tx, order.id);
    });
  }
}
