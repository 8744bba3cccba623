import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { ORDER_CREATED, type OrderCreated, orderCreatedSchema } from '../contracts/kitchen.events';

const itemSchema = orderCreatedSchema.shape.items.element;

/** Shows a new order on the kitchen's screens. */
@SocketProjection()
export class OrderCreatedProjection implements Projection<OrderCreated> {
  readonly namespace = '/kds';
  readonly eventType = ORDER_CREATED;
  readonly message = 'order:created';
  readonly schema = orderCreatedSchema.extend({
    items: z.array(itemSchema.omit({ itemId: true }).extend({ id: z.uuid() })),
  });

  frame({ payload }: RecordedEvent<OrderCreated>): object {
    return {
      orderId: payload.orderId,
      transactionId: payload.transactionId,
      outletId: payload.outletId,
      orderNumber: payload.orderNumber,
      orderType: payload.orderType,
      tableId: payload.tableId,
      status: payload.status,
      placedAt: payload.placedAt,
      notes: payload.notes,
      items: payload.items.map(({ itemId, ...item }) => ({ id: itemId, ...item })),
    };
  }
}
