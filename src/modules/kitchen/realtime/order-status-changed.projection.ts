import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { ORDER_STATUS_CHANGED, type OrderStatusChanged } from '../contracts/kitchen.events';

/** Moves an order on the kitchen's screens. */
@SocketProjection()
export class OrderStatusChangedProjection implements Projection<OrderStatusChanged> {
  readonly namespace = '/kds';
  readonly eventType = ORDER_STATUS_CHANGED;
  readonly message = 'order:status_changed';

  frame({ payload }: RecordedEvent<OrderStatusChanged>): object {
    return {
      orderId: payload.orderId,
      transactionId: payload.transactionId,
      outletId: payload.outletId,
      previousStatus: payload.previousStatus,
      newStatus: payload.newStatus,
      version: payload.version,
    };
  }
}
