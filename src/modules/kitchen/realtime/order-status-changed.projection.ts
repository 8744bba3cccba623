import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import {
  ORDER_STATUS_CHANGED,
  type OrderStatus,
  type OrderStatusChanged,
  orderStatusChangedSchema,
} from '../contracts/kitchen.events';

/** What somebody waits for: a screen rings at it. */
const CALLS: Partial<Record<OrderStatus, string>> = { ready: 'order:ready', cancelled: 'order:cancelled' };

/** Moves an order on the kitchen's screens. */
@SocketProjection()
export class OrderStatusChangedProjection implements Projection<OrderStatusChanged> {
  readonly namespace = '/kds';
  readonly eventType = ORDER_STATUS_CHANGED;
  readonly message = 'order:status_changed';
  readonly schema = orderStatusChangedSchema;
  readonly alsoCalled = Object.values(CALLS);

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

  alsoAs({ payload }: RecordedEvent<OrderStatusChanged>): string[] {
    const call = CALLS[payload.newStatus];
    return call ? [call] : [];
  }
}
