import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { Shop } from './shop';

/** A program under which 50.000 earn a point; a point takes `pointValue` off. */
export async function runLoyalty(owner: Client, shop: Shop, pointValue: number): Promise<void> {
  await owner.query(
    `insert into customers.loyalty_programs as p (business_id, rupiah_per_point, point_value) values ($1, 50000, $2)
     on conflict (business_id) do update set point_value = excluded.point_value`,
    [shop.businessId, pointValue],
  );
}

export async function givePoints(owner: Client, shop: Shop, points: number, customer = 'Sari'): Promise<void> {
  const customerId = shop.ids.customer(customer);
  await owner.query(
    `insert into customers.loyalty_entries (business_id, id, customer_id, kind, points) values ($1, $2, $3, 'adjust', $4)`,
    [shop.businessId, newId(), customerId, points],
  );
  await owner.query('update customers.customers set points = points + $3 where business_id = $1 and id = $2', [
    ...[shop.businessId, customerId],
    points,
  ]);
}
