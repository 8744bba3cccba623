import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { readPayloads } from '../../../platform/events/event-payload';
import { recordedBefore } from '../../../platform/events/recorded-before';
import {
  TRANSACTION_CREATED,
  TRANSACTION_VOIDED,
  type TransactionCreated,
  transactionCreatedSchema,
  transactionVoidedSchema,
} from '../../sales';
import { type KitchenOrder, kitchenOrderOf } from '../domain/kitchen-order';
import { orderCreated, orderStatusChanged } from '../domain/order-events';
import { KitchenOrderStore } from '../store/kitchen-order.store';

/** Sends what a station makes to the kitchen, and calls it off when the sale is voided before it was served. */
@Listener()
export class CreateOrderOnSaleListener implements EventListener {
  readonly name = 'kitchen';
  readonly eventTypes = [TRANSACTION_CREATED, TRANSACTION_VOIDED];
  readonly begins = 'at-the-beginning';

  constructor(private readonly orders: KitchenOrderStore) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const sales = readPayloads(events, transactionCreatedSchema, TRANSACTION_CREATED);
    const voids = readPayloads(events, transactionVoidedSchema, TRANSACTION_VOIDED);
    await this.place(tx, sales);
    // A sale that comes after its void, for it could not be taken before, is called off like the others.
    const by = new Map([...sales, ...voids].map((event) => [event.payload.transactionId, event]));
    for (const { order, previousStatus } of await this.orders.cancelVoided(tx, [...by.keys()])) {
      tx.record(orderStatusChanged(order, previousStatus), by.get(order.transactionId));
    }
  }

  private async place(tx: Tx, sales: readonly RecordedEvent<TransactionCreated>[]): Promise<void> {
    const placed = sales.flatMap((sale) => {
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
