import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { OrderStatus } from '../contracts/kitchen.events';
import { orderNotFound } from '../domain/kitchen.errors';
import type { KitchenOrder } from '../domain/kitchen-order';
import type { ChangedOrder } from '../domain/order-events';

interface OrderRow {
  id: string;
  transaction_id: string;
  outlet_id: string;
  status: OrderStatus;
  version: number;
  changed_at: Date;
}

@Injectable()
export class KitchenOrderStore {
  /** Writes the orders that are not there yet, and returns their ids. */
  async place(tx: Tx, orders: readonly KitchenOrder[]): Promise<Set<string>> {
    if (orders.length === 0) return new Set();
    const created = await tx.prisma.$queryRaw<{ id: string }[]>`
      insert into kitchen.orders (business_id, id, outlet_id, transaction_id, order_number, order_type, table_id, notes,
                                  placed_at)
      select ${tx.businessId}::uuid, o.id, o."outletId", o."transactionId", o."orderNumber", o."orderType", o."tableId",
             o.notes, o."placedAt"
        from jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as o(id uuid, "outletId" uuid, "transactionId" uuid,
               "orderNumber" text, "orderType" text, "tableId" uuid, notes text, "placedAt" timestamptz)
       order by o.id
      on conflict do nothing
      returning id`;
    const ids = new Set(created.map(({ id }) => id));
    const items = orders
      .filter(({ id }) => ids.has(id))
      .flatMap((order) => order.items.map((item) => ({ ...item, orderId: order.id })));
    await tx.prisma.$executeRaw`
      insert into kitchen.order_items (business_id, id, order_id, line_number, product_id, name, quantity, modifiers,
                                       notes, station)
      select ${tx.businessId}::uuid, i."itemId", i."orderId", i."lineNumber", i."productId", i.name, i.quantity,
             i.modifiers, i.notes, i.station
        from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i("itemId" uuid, "orderId" uuid,
               "lineNumber" integer, "productId" uuid, name text, quantity numeric, modifiers jsonb, notes text,
               station text)`;
    return ids;
  }

  /** The order of one of these outlets, for this tx alone. Throws `kitchen.order-not-found`. */
  async lock(tx: Tx, outletIds: readonly string[], orderId: string): Promise<ChangedOrder> {
    const [row] = await tx.prisma.$queryRaw<OrderRow[]>`
      select o.id, o.transaction_id, o.outlet_id, o.status, o.version, o.changed_at
        from kitchen.orders o
       where o.business_id = ${tx.businessId}::uuid and o.id = ${orderId}::uuid
         and o.outlet_id = any(${[...outletIds]}::uuid[])
         for no key update`;
    if (!row) throw orderNotFound(orderId);
    return toOrder(row);
  }

  /** The orders of voided sales that were not served yet, and how they stood. */
  async cancelVoided(
    tx: Tx,
    transactionIds: readonly string[],
  ): Promise<{ readonly order: ChangedOrder; readonly previousStatus: OrderStatus }[]> {
    const rows = await tx.prisma.$queryRaw<(OrderRow & { previous_status: OrderStatus })[]>`
      with voided as (
        select o.id, o.status
          from kitchen.orders o
         where o.business_id = ${tx.businessId}::uuid
           and o.transaction_id in (select sales.voided_among(${tx.businessId}::uuid, ${[...transactionIds]}::uuid[]))
           and o.status in ('pending', 'preparing', 'ready')
         order by o.id
           for no key update
      )
      update kitchen.orders o
         set status = 'cancelled', version = o.version + 1, changed_at = clock_timestamp()
        from voided v
       where o.business_id = ${tx.businessId}::uuid and o.id = v.id
      returning o.id, o.transaction_id, o.outlet_id, o.status, o.version, o.changed_at, v.status as previous_status`;
    return rows.map((row) => ({ order: toOrder(row), previousStatus: row.previous_status }));
  }

  async setStatus(tx: Tx, orderId: string, status: OrderStatus): Promise<ChangedOrder> {
    const [row] = await tx.prisma.$queryRaw<[OrderRow]>`
      update kitchen.orders o
         set status = ${status}, version = o.version + 1, changed_at = clock_timestamp()
       where o.business_id = ${tx.businessId}::uuid and o.id = ${orderId}::uuid
      returning o.id, o.transaction_id, o.outlet_id, o.status, o.version, o.changed_at`;
    return toOrder(row);
  }
}

function toOrder(row: OrderRow): ChangedOrder {
  return {
    id: row.id,
    transactionId: row.transaction_id,
    outletId: row.outlet_id,
    status: row.status,
    version: row.version,
    changedAt: row.changed_at,
  };
}
