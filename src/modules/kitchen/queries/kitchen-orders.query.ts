import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { Prisma } from '../../../platform/database/generated/client';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { readStreamHead } from '../../../platform/events/stream-head';
import type { OrderStatus } from '../contracts/kitchen.events';

export interface KitchenOrderView {
  readonly id: string;
  readonly transactionId: string;
  readonly orderNumber: string;
  readonly orderType: string;
  readonly tableId: string | null;
  readonly status: OrderStatus;
  readonly notes: string | null;
  readonly placedAt: string;
  readonly changedAt: string;
  readonly version: number;
  readonly items: KitchenItemView[];
}

interface KitchenItemView {
  readonly id: string;
  readonly name: string;
  readonly quantity: string;
  readonly modifiers: { readonly name: string; readonly quantity: number }[];
  readonly notes: string | null;
  readonly station: string;
}

export interface KitchenOrderFilter {
  readonly outletId: string;
  readonly station?: string | undefined;
  /** Only what changed at this instant or later. */
  readonly since?: Date | undefined;
  readonly status?: readonly OrderStatus[] | undefined;
  /** The order that the page before ended with. */
  readonly after: { readonly placedAt: Date; readonly id: string } | null;
  readonly limit: number;
}

interface OrderRow extends Omit<KitchenOrderView, 'placedAt' | 'changedAt'> {
  readonly placedAt: Date;
  readonly changedAt: Date;
}

/** The orders of an outlet as a screen shows them. */
@Injectable()
export class KitchenOrdersQuery {
  constructor(private readonly database: Database) {}

  /** The oldest first, and the number of the outlet's last event in the same snapshot. */
  async list(businessId: string, filter: KitchenOrderFilter): Promise<{ orders: KitchenOrderView[]; lastSeq: number }> {
    return this.database.read(businessId, async (tx) => ({
      orders: (await readOrders(tx, outletOrders(filter), filter.station)).map(toView),
      lastSeq: (await readStreamHead(tx, filter.outletId)) ?? 0,
    }));
  }

  async get(tx: ReadTx | Tx, orderId: string): Promise<KitchenOrderView> {
    const [order] = await readOrders(tx, Prisma.sql`o.id = ${orderId}::uuid limit 1`);
    return toView(order!);
  }
}

function outletOrders({ outletId, station, since, status, after, limit }: KitchenOrderFilter): Prisma.Sql {
  const conditions = [Prisma.sql`o.outlet_id = ${outletId}::uuid`];
  if (after) conditions.push(Prisma.sql`(o.placed_at, o.id) > (${after.placedAt}::timestamptz, ${after.id}::uuid)`);
  if (since) conditions.push(Prisma.sql`o.changed_at >= ${since}::timestamptz`);
  if (status) conditions.push(Prisma.sql`o.status = any(${status}::text[])`);
  if (station) {
    conditions.push(Prisma.sql`exists (select from kitchen.order_items m
                                where m.business_id = o.business_id and m.order_id = o.id and m.station = ${station})`);
  }
  return Prisma.sql`${Prisma.join(conditions, ' and ')} order by o.placed_at, o.id limit ${limit}`;
}

function readOrders(tx: ReadTx | Tx, which: Prisma.Sql, station: string | null = null): Promise<OrderRow[]> {
  return tx.prisma.$queryRaw<OrderRow[]>`
    select o.id, o.transaction_id as "transactionId", o.order_number as "orderNumber", o.order_type as "orderType",
           o.table_id as "tableId", o.status, o.notes, o.placed_at as "placedAt", o.changed_at as "changedAt", o.version,
           (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name,
                     'quantity', trim_scale(i.quantity)::text, 'modifiers', i.modifiers, 'notes', i.notes,
                     'station', i.station) order by i.line_number), '[]')
              from kitchen.order_items i
             where i.business_id = o.business_id and i.order_id = o.id
               and (${station}::text is null or i.station = ${station})) as items
      from kitchen.orders o
     where o.business_id = ${tx.businessId}::uuid and ${which}`;
}

function toView(row: OrderRow): KitchenOrderView {
  return { ...row, placedAt: row.placedAt.toISOString(), changedAt: row.changedAt.toISOString() };
}
