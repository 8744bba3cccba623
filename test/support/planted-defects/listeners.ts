import type { PlantedDefect } from './planted-defect';

export const afterTheSale: readonly PlantedDefect[] = [
  {
    title: 'a listener did not run',
    sql: `delete from outbox.cursors where listener = 'audit'`,
    caughtBy: ['listeners.have-seen-everything'],
  },
  {
    title: 'a listener could not take an event',
    sql: `insert into outbox.failures (business_id, stream_id, seq, listener, next_attempt_at, last_error)
          select business_id, stream_id, seq, 'audit', now(), 'poison' from outbox.events limit 1`,
    caughtBy: ['listeners.nothing-parked'],
  },
  {
    title: 'the kitchen has no order',
    sql: 'delete from kitchen.orders where transaction_id = :sale',
    caughtBy: ['listeners.kitchen-order-per-sale', 'listeners.order-told-once'],
  },
  {
    title: 'the kitchen makes another quantity',
    sql: 'update kitchen.order_items set quantity = quantity + 1 where order_id = :sale',
    caughtBy: ['listeners.kitchen-order-per-sale'],
  },
  {
    title: 'the kitchen makes what was not sold',
    sql: `insert into kitchen.order_items (business_id, id, order_id, line_number, product_id, name, quantity, station)
          select business_id, gen_random_uuid(), order_id, 9, product_id, name, quantity, station
            from kitchen.order_items where order_id = :sale limit 1`,
    caughtBy: ['listeners.kitchen-order-per-sale'],
  },
  {
    title: 'a kitchen order was not shown',
    sql: `delete from outbox.events where type = 'kitchen.order-created' and payload->>'orderId' = :sale::text`,
    caughtBy: ['listeners.order-told-once'],
  },
  {
    title: 'a customer did not earn',
    sql: 'delete from customers.loyalty_entries where transaction_id = :sale',
    caughtBy: ['listeners.loyalty-per-sale', 'customers.points-are-their-entries'],
  },
  {
    title: 'another customer earned',
    sql: `update customers.loyalty_entries e
             set customer_id = (select c.id from customers.customers c
                                 where c.business_id = e.business_id and c.id <> e.customer_id limit 1)
           where transaction_id = :sale`,
    caughtBy: ['listeners.loyalty-per-sale', 'customers.points-are-their-entries'],
  },
  {
    title: 'somebody earned with a sale to nobody',
    sql: `update customers.loyalty_entries set transaction_id = :other where transaction_id = :sale`,
    caughtBy: ['listeners.loyalty-per-sale'],
  },
  {
    title: 'points came from nowhere',
    sql: 'update customers.customers set points = points + 1',
    caughtBy: ['customers.points-are-their-entries'],
  },
  {
    title: 'an event is not in the audit',
    sql: `delete from audit.entries where action = 'kitchen.order-created'`,
    caughtBy: ['listeners.audit-per-event'],
  },
  {
    title: 'the audit was edited',
    sql: `update audit.entries set data = data || '{"notes": "nothing to see"}' where action = 'sales.transaction-created'`,
    caughtBy: ['listeners.audit-per-event'],
  },
  {
    title: 'an ingredient was not deducted',
    sql: `delete from inventory.stock_movements where id in
            (select id from inventory.stock_movements where source_id = :sale and reason = 'recipe' limit 1)`,
    caughtBy: ['listeners.recipes-deducted', 'listeners.recipe-cost-posted', 'stock.level-is-its-movements'],
  },
  {
    title: 'an ingredient was deducted twice',
    sql: `insert into inventory.stock_movements
          select business_id, gen_random_uuid(), outlet_id, stock_item_id, reason, delta, value, unit_cost, quantity_after,
                 source_id, source_line_id, occurred_at, recorded_at
            from inventory.stock_movements where source_id = :sale and reason = 'recipe' limit 1`,
    caughtBy: ['listeners.recipes-deducted', 'stock.level-is-its-movements'],
  },
  {
    title: 'what the ingredients cost was not posted',
    sql: `with entry as (delete from ledger.journal_entries where source_type = 'recipe' and source_id = :sale returning id)
          delete from ledger.journal_lines l using entry e where e.id = l.entry_id`,
    caughtBy: ['listeners.recipe-cost-posted', 'stock.value-ties-to-the-ledger'],
  },
  {
    title: 'nobody was told what is left on the shelves',
    sql: `delete from outbox.events where type = 'inventory.stock-levels-changed'`,
    caughtBy: ['listeners.levels-told'],
  },
];

export const atTheDoor: readonly PlantedDefect[] = [
  {
    title: 'a refresh token was spent and a copy of it was not',
    sql: `insert into identity.refresh_tokens (business_id, id, family_id, employee_id, secret_hash, expires_at)
          select e.business_id, gen_random_uuid(), e.id, e.id, '\\x00', now() + interval '1 day'
            from identity.employees e cross join generate_series(1, 2)`,
    caughtBy: ['identity.one-live-refresh-token'],
  },
];
