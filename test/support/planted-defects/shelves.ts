import type { PlantedDefect } from './planted-defect';

export const onShelves: readonly PlantedDefect[] = [
  {
    title: 'a bottle vanished',
    sql: `update inventory.stock_levels set quantity = quantity - 1 where quantity = 95`,
    caughtBy: ['stock.level-is-its-movements', 'stock.movements-chain'],
  },
  {
    title: 'a shelf is worth a rupiah more',
    sql: `update inventory.stock_levels set value = value + 1 where quantity = 95`,
    caughtBy: ['stock.level-is-its-movements', 'stock.value-ties-to-the-ledger'],
  },
  {
    title: 'a shelf is worth more, and so is what came in',
    sql: `with dearer as (update inventory.stock_movements set value = value + 1 where reason = 'opening'
                          returning outlet_id, stock_item_id)
          update inventory.stock_levels l set value = l.value + 1
            from dearer d where d.outlet_id = l.outlet_id and d.stock_item_id = l.stock_item_id`,
    caughtBy: ['stock.value-ties-to-the-ledger'],
  },
  {
    title: 'a sold item never left the shelf',
    sql: `delete from inventory.stock_movements where source_id = :sale and reason = 'sale'`,
    caughtBy: ['stock.sold-items-moved-once', 'stock.level-is-its-movements'],
  },
  {
    title: 'a sold item left the shelf twice',
    sql: `with twice as (
            insert into inventory.stock_movements
            select business_id, gen_random_uuid(), outlet_id, stock_item_id, reason, delta, value, unit_cost,
                   quantity_after + 2 * delta, source_id, source_line_id, occurred_at, recorded_at
              from inventory.stock_movements where source_id = :sale and reason = 'sale'
            returning outlet_id, stock_item_id, delta, value)
          update inventory.stock_levels l set quantity = l.quantity + t.delta, value = l.value + t.value
            from twice t where t.outlet_id = l.outlet_id and t.stock_item_id = l.stock_item_id`,
    caughtBy: ['stock.sold-items-moved-once'],
  },
  {
    title: 'a sold item left the shelf of another outlet',
    sql: `update inventory.stock_movements m
             set outlet_id = (select o.id from identity.outlets o where o.business_id = m.business_id and o.id <> m.outlet_id)
           where source_id = :sale and reason = 'sale'`,
    caughtBy: ['stock.sold-items-moved-once', 'stock.level-is-its-movements'],
  },
  {
    title: 'a movement says another rest',
    sql: `update inventory.stock_movements set quantity_after = quantity_after + 1
           where source_id = :sale and reason = 'sale'`,
    caughtBy: ['stock.movements-chain'],
  },
  {
    title: 'a shelf was below zero for a moment',
    sql: `update inventory.stock_movements set quantity_after = -1 where source_id = :sale and reason = 'sale'`,
    caughtBy: ['stock.never-negative-by-accident'],
  },
  {
    title: 'a counted product was sold uncounted',
    sql: `update sales.transaction_items set stock_item_id = null, unit_cost = null, cost = null
           where transaction_id = :sale and stock_item_id is not null`,
    caughtBy: ['stock.tracked-products-are-counted'],
  },
  {
    title: 'something left the shelf for a sale that never was',
    sql: `update inventory.stock_movements set source_id = gen_random_uuid(), source_line_id = gen_random_uuid()
           where source_id = :sale and reason = 'sale'`,
    caughtBy: ['stock.movements-have-their-item', 'stock.sold-items-moved-once'],
  },
];
