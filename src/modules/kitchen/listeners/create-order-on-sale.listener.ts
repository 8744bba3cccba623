import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { readPayloads } from '../../../platform/events/event-payload';
import { recordedBefore } from '../../../platform/events/recorded-before';
import { TRANSACTION_CREATED, transactionCreatedSchema } from '../../sales';
import { type KitchenOrder, kitchenOrderOf } from '../domain/kitchen-order';
import { orderCreated } from '../domain/order-events';
import { KitchenOrderStore } from '../store/kitchen-order.store';

/** Sends what a station makes to the kitchen. */
@Listener()
export class CreateOrderOnSaleListener implements EventListener {
  readonly name = 'kitchen';
  readonly eventTypes = [TRANSACTION_CREATED];
  readonly begins = 'at-the-beginning';

  constructor(private readonly orders: KitchenOrderStore) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const placed = readPayloads(events, transactionCreatedSchema).flatMap((sale) => {
      const order = kitchenOrderOf(sale.payload, sale.occurredAt);
      return order ? [{ order, sale }] : [];
    });
    const created = await this.orders.place(
      tx,
      placed.map(({ order }): KitchenOrder => order),
    );
    const told = placed
      .filter(({ order }) => created.has(order.id))
      .map(({ order, sale }) => ({ sale, event: orderCreated(order, sale.eventId) }));
    // A missing order that is made again is one that the screens were told of.
    const before = await recordedBefore(
      tx,
      told.map(({ event }) => event.eventId),
    );
    for (const { sale, event } of told) if (!before.has(event.eventId)) tx.record(event, sale);
  }
}
