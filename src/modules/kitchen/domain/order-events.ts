import type { DomainEvent } from '../../../kernel/domain-event';
import { derivedId, newId } from '../../../kernel/ids';
import {
  ORDER_CREATED,
  ORDER_STATUS_CHANGED,
  type OrderCreated,
  type OrderStatus,
  type OrderStatusChanged,
} from '../contracts/kitchen.events';
import type { KitchenOrder } from './kitchen-order';

/** The same sale always gives the same event: its id follows from that of the sale's. */
export function orderCreated(
  order: KitchenOrder,
  saleEventId: string,
): DomainEvent<typeof ORDER_CREATED, OrderCreated> {
  return {
    eventId: derivedId(saleEventId, ORDER_CREATED),
    type: ORDER_CREATED,
    version: 1,
    outletId: order.outletId,
    occurredAt: order.placedAt,
    payload: {
      orderId: order.id,
      transactionId: order.transactionId,
      outletId: order.outletId,
      orderNumber: order.orderNumber,
      orderType: order.orderType,
      tableId: order.tableId,
      status: 'pending',
      placedAt: order.placedAt.toISOString(),
      notes: order.notes,
      items: order.items.map(({ itemId, name, quantity, modifiers, notes, station }) => ({
        itemId,
        name,
        quantity,
        modifiers: [...modifiers],
        notes,
        station,
      })),
    },
  };
}

export interface ChangedOrder {
  readonly id: string;
  readonly transactionId: string;
  readonly outletId: string;
  readonly status: OrderStatus;
  readonly version: number;
  readonly changedAt: Date;
}

export function orderStatusChanged(
  order: ChangedOrder,
  previousStatus: OrderStatus,
): DomainEvent<typeof ORDER_STATUS_CHANGED, OrderStatusChanged> {
  return {
    eventId: newId(),
    type: ORDER_STATUS_CHANGED,
    version: 1,
    outletId: order.outletId,
    occurredAt: order.changedAt,
    payload: {
      orderId: order.id,
      transactionId: order.transactionId,
      outletId: order.outletId,
      previousStatus,
      newStatus: order.status,
      version: order.version,
    },
  };
}
