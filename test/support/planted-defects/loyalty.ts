import type { PlantedDefect } from './planted-defect';

export const inLoyalty: readonly PlantedDefect[] = [
  {
    title: 'points took something off, and nobody had any',
    sql: `insert into sales.item_discounts (business_id, id, item_id, position, scope, source, source_id, name, amount,
                                            before_tax)
          select business_id, gen_random_uuid(), id, 99, 'order', 'points', gen_random_uuid(), 'poin', 5000, 5000
            from sales.transaction_items where transaction_id = :sale and line_number = 1`,
    caughtBy: ['sales.points-redeemed', 'sales.discounts-have-reasons'],
  },
  {
    title: 'redeemed points came back without their goods',
    sql: `with redeemed as (
            insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id, amount)
            select business_id, gen_random_uuid(), id, 'redeem', -5, :sale, 500
              from customers.customers
             where business_id = (select business_id from sales.transactions where id = :sale) limit 1
            returning business_id, customer_id)
          insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id)
          select business_id, gen_random_uuid(), customer_id, 'restore', 5, :sale from redeemed`,
    caughtBy: ['customers.redeemed-points-go-back', 'sales.points-redeemed'],
  },
  {
    title: 'the books know of points that were never booked',
    sql: `update customers.loyalty_programs set booked_points = 7
           where business_id = (select business_id from sales.transactions where id = :sale)`,
    caughtBy: ['customers.points-owed-tie'],
  },
  {
    title: 'points are said to be owed, and are not booked',
    sql: `update customers.loyalty_programs p set loyalty_liability = true
           where business_id = (select business_id from sales.transactions where id = :sale)`,
    caughtBy: ['listeners.points-booked'],
  },
];
