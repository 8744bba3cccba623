import type { Invariant } from './invariant';

export const stockInvariants: readonly Invariant[] = [
  {
    id: 'stock.level-is-its-movements',
    name: 'quantity and value of a stock level are the sums of its movements',
    sql: `
      select business_id, outlet_id, stock_item_id, l.quantity, m.quantity as moved, l.value, m.value as moved_value
        from inventory.stock_levels l
        full join (select business_id, outlet_id, stock_item_id, sum(delta) as quantity, sum(value) as value
                     from inventory.stock_movements
                    group by 1, 2, 3) m using (business_id, outlet_id, stock_item_id)
       where (l.quantity, l.value) is distinct from (coalesce(m.quantity, 0), coalesce(m.value, 0))`,
  },
  {
    id: 'stock.never-negative-by-accident',
    name: 'nothing is or was below zero unless it may be',
    sql: `
      select l.business_id, l.outlet_id, l.stock_item_id, l.quantity
        from inventory.stock_levels l
       where not l.may_go_negative and not l.oversold
         and (l.quantity < 0
              or exists (select from inventory.stock_movements m
                          where m.business_id = l.business_id and m.outlet_id = l.outlet_id
                            and m.stock_item_id = l.stock_item_id and m.quantity_after < 0))`,
  },
  {
    // Each movement begins where another ended. Told without an order: movements have no number, and clocks tie.
    id: 'stock.movements-chain',
    name: 'the movements of a stock level lead from zero to what lies there',
    sql: `
      select business_id, outlet_id, stock_item_id, quantity
        from (select business_id, outlet_id, stock_item_id, 0::numeric as quantity, 1 as ends
                from inventory.stock_levels
              union all
              select business_id, outlet_id, stock_item_id, quantity, -1 from inventory.stock_levels
              union all
              select business_id, outlet_id, stock_item_id, quantity_after, 1 from inventory.stock_movements
              union all
              select business_id, outlet_id, stock_item_id, quantity_after - delta, -1 from inventory.stock_movements
             ) step
       group by 1, 2, 3, 4
      having sum(ends) <> 0`,
  },
  {
    id: 'stock.sold-items-moved-once',
    name: 'an item that was counted left its outlet’s shelf once, by its quantity and at its cost',
    sql: `
      select i.business_id, i.id, m.movements
        from sales.transaction_items i
        join sales.transactions t on t.business_id = i.business_id and t.id = i.transaction_id
        left join (select business_id, source_line_id as item_id, count(*) as movements, sum(delta) as quantity,
                          sum(value) as value, min(source_id::text)::uuid as source_id,
                          min(outlet_id::text)::uuid as outlet_id, min(stock_item_id::text)::uuid as stock_item_id
                     from inventory.stock_movements where reason = 'sale'
                    group by 1, 2) m on m.business_id = i.business_id and m.item_id = i.id
       where i.original_item_id is null and case
               when i.stock_item_id is null then m.movements is not null
               else (m.movements, m.quantity, m.value, m.source_id, m.outlet_id, m.stock_item_id)
                    is distinct from (1, -i.quantity * i.unit_factor, -i.cost, i.transaction_id, t.outlet_id, i.stock_item_id)
             end`,
  },
  {
    // A product that was changed since says nothing about what it was.
    id: 'stock.tracked-products-are-counted',
    name: 'no sale of a counted product went uncounted',
    sql: `
      select i.business_id, i.id, i.product_id
        from sales.transaction_items i
        join sales.transactions t on t.business_id = i.business_id and t.id = i.transaction_id
        join catalog.products p on p.business_id = i.business_id and p.id = i.product_id
       where i.original_item_id is null and p.track_stock and i.stock_item_id is null and p.updated_at <= t.recorded_at`,
  },
  {
    id: 'stock.movements-have-their-item',
    name: 'what left a shelf in a sale was sold there',
    sql: `
      select m.business_id, m.id, m.source_id
        from inventory.stock_movements m
        left join sales.transaction_items i
          on i.business_id = m.business_id and i.id = m.source_line_id and i.transaction_id = m.source_id
       where m.reason in ('sale', 'recipe', 'void', 'recipe_void', 'refund') and i.id is null`,
  },
  {
    id: 'stock.value-ties-to-the-ledger',
    name: 'what lies on the shelves is worth what the inventory accounts say',
    sql: `
      select business_id, role, s.value, a.balance
        from (select l.business_id, i.inventory_role as role, sum(l.value) as value
                from inventory.stock_levels l
                join inventory.stock_items i on i.business_id = l.business_id and i.id = l.stock_item_id
               group by 1, 2) s
        full join (select a.business_id, a.system_role as role, sum(l.debit - l.credit) as balance
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where a.system_role in ('INVENTORY', 'INVENTORY_RAW')
                    group by 1, 2) a using (business_id, role)
       where coalesce(s.value, 0) <> coalesce(a.balance, 0)`,
  },
];
