import type { Invariant } from './invariant';

/** Each fact took its effect exactly once. Recipes, tiers and programs are read as they are now, not as they were. */
export const listenerInvariants: readonly Invariant[] = [
  {
    id: 'listeners.have-seen-everything',
    name: 'every listener stands at the head of every stream',
    whenQuiet: true,
    sql: `
      select s.business_id, s.stream_id, n.listener, c.position, s.head
        from outbox.streams s
        cross join (select unnest(array['recipes', 'stock-levels', 'loyalty', 'kitchen', 'audit']) as listener
                    union select listener from outbox.cursors) n
        left join outbox.cursors c
          on c.business_id = s.business_id and c.stream_id = s.stream_id and c.listener = n.listener
       where s.head > coalesce(c.position, 0)`,
  },
  {
    id: 'listeners.nothing-parked',
    name: 'no event waits to be tried again, or for an operator',
    whenQuiet: true,
    sql: `
      select f.business_id, f.stream_id, f.seq, f.listener, f.state, left(f.last_error, 200) as last_error
        from outbox.failures f
       where f.state in ('parked', 'dead')`,
  },
  {
    id: 'listeners.kitchen-order-per-sale',
    name: 'the kitchen has one order for each sale that a station works on, with its items',
    whenQuiet: true,
    sql: `
      select business_id, transaction_id, item_id, m.quantity as sold, o.quantity as ordered
        from (select e.business_id, (e.payload->>'transactionId')::uuid as transaction_id,
                     (i->>'itemId')::uuid as item_id, (i->>'quantity')::numeric as quantity, i->>'station' as station
                from outbox.events e
                cross join lateral jsonb_array_elements(e.payload->'items') i
               where e.type = 'sales.transaction-created' and i->>'station' is not null) m
        full join (select o.business_id, o.transaction_id, i.id as item_id, i.quantity, i.station
                     from kitchen.orders o
                     left join kitchen.order_items i on i.business_id = o.business_id and i.order_id = o.id) o
          using (business_id, transaction_id, item_id)
       where (m.quantity, m.station) is distinct from (o.quantity, o.station)`,
  },
  {
    id: 'listeners.order-told-once',
    name: 'each kitchen order is told once to the screens',
    whenQuiet: true,
    sql: `
      select business_id, id, e.events
        from (select business_id, id::text from kitchen.orders) o
        full join (select business_id, payload->>'orderId' as id, count(*) as events
                     from outbox.events where type = 'kitchen.order-created'
                    group by 1, 2) e using (business_id, id)
       where o.id is null or e.events is distinct from 1`,
  },
  {
    id: 'listeners.loyalty-per-sale',
    name: 'a customer earned once for each sale while a program ran, and for nothing else',
    whenQuiet: true,
    sql: `
      select business_id, transaction_id, s.customer_id as buyer, l.customer_id as earner
        from (select t.business_id, t.id as transaction_id, t.customer_id, p.active
                from sales.transactions t
                left join customers.loyalty_programs p on p.business_id = t.business_id
               where t.type = 'sale') s
        full join (select business_id, transaction_id, customer_id
                     from customers.loyalty_entries where kind = 'earn') l using (business_id, transaction_id)
       where (l.customer_id is null and s.customer_id is not null and s.active)
          or (l.customer_id is not null and l.customer_id is distinct from s.customer_id)`,
  },
  {
    id: 'listeners.audit-per-event',
    name: 'every event is in the audit once, as it was told',
    whenQuiet: true,
    sql: `
      select business_id, coalesce(e.event_id, a.id) as event_id
        from outbox.events e
        full join audit.entries a using (business_id, stream_id, seq)
       where (e.event_id, e.type, e.payload) is distinct from (a.id, a.action, a.data)`,
  },
  {
    id: 'listeners.recipes-deducted',
    name: 'what was made took its ingredients once, at its outlet, and what was voided took nothing',
    whenQuiet: true,
    sql: `
      select business_id, transaction_id, item_id, ingredient_id, r.quantity as due, m.quantity as taken
        from (select i.business_id, i.transaction_id, t.outlet_id, i.id as item_id, l.ingredient_id,
                     round(l.quantity * i.quantity * i.unit_factor, 4) as quantity
                from sales.transaction_items i
                join sales.transactions t on t.business_id = i.business_id and t.id = i.transaction_id
                join inventory.recipe_lines l
                  on l.business_id = i.business_id and l.product_id = i.product_id
                 and l.variant_id is not distinct from
                     (select o.variant_id from inventory.recipe_lines o
                       where o.business_id = i.business_id and o.product_id = i.product_id
                         and o.variant_id = i.variant_id
                       limit 1)
               where i.original_item_id is null and round(l.quantity * i.quantity * i.unit_factor, 4) > 0
                 and not exists (select from sales.voids v
                                  where v.business_id = i.business_id and v.transaction_id = i.transaction_id)) r
        full join (select business_id, source_id as transaction_id, outlet_id, source_line_id as item_id,
                          stock_item_id as ingredient_id, sum(-delta) as quantity
                     from inventory.stock_movements where reason in ('recipe', 'recipe_void')
                    group by 1, 2, 3, 4, 5
                   having sum(delta) <> 0) m
          using (business_id, transaction_id, outlet_id, item_id, ingredient_id)
       where r.quantity is distinct from m.quantity`,
  },
  {
    id: 'listeners.recipe-cost-posted',
    name: 'what the ingredients of a sale cost is posted once, and undone with the sale',
    whenQuiet: true,
    sql: `
      select business_id, transaction_id, m.cost, e.cogs
        from (select business_id, source_id as transaction_id, -sum(value) as cost
                from inventory.stock_movements where reason in ('recipe', 'recipe_void')
               group by 1, 2
              having sum(value) <> 0) m
        full join (select e.business_id, e.source_id as transaction_id, sum(l.debit - l.credit) as cogs
                     from ledger.journal_entries e
                     join ledger.journal_lines l on l.business_id = e.business_id and l.entry_id = e.id
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where e.source_type in ('recipe', 'recipe-void') and a.system_role = 'COGS'
                    group by 1, 2
                   having sum(l.debit - l.credit) <> 0) e using (business_id, transaction_id)
       where m.cost is distinct from e.cogs`,
  },
  {
    // Of what one listener alone tells of: it tells in order.
    id: 'listeners.levels-told',
    name: 'what was last told of a stock level is what lies there',
    whenQuiet: true,
    sql: `
      select business_id, outlet_id, stock_item_id, l.quantity, t.on_hand
        from (select business_id, outlet_id, stock_item_id
                from inventory.stock_movements where reason <> 'opening'
               group by 1, 2, 3
              having bool_and(reason in ('recipe', 'recipe_void')) or bool_and(reason in ('sale', 'void', 'refund'))) m
        join inventory.stock_levels l using (business_id, outlet_id, stock_item_id)
        left join (select distinct on (1, 2, 3) e.business_id, e.stream_id as outlet_id,
                          (v->>'stockItemId')::uuid as stock_item_id, (v->>'onHand')::numeric as on_hand
                     from outbox.events e
                     cross join lateral jsonb_array_elements(e.payload->'levels') v
                    where e.type = 'inventory.stock-levels-changed'
                    order by 1, 2, 3, e.seq desc) t using (business_id, outlet_id, stock_item_id)
       where l.quantity is distinct from t.on_hand`,
  },
];
