import type { PlantedDefect } from './planted-defect';

/** A refund of all of the sale and a rupiah more, as rows and nothing else. */
const REFUND = `
  refund as (
    insert into sales.transactions
    select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'type', 'refund', 'receipt_sequence', 99,
              'receipt_number', t.receipt_number || '9', 'paid', t.grand_total + 1, 'change', 0, 'rounding', t.rounding + 1,
              'grand_total', t.grand_total + 1))).*
      from sales.transactions t where t.id = :sale
    returning business_id, id, receipt_number, employee_id
  ), pointed as (
    insert into sales.refunds (business_id, transaction_id, original_id, method, reason)
    select business_id, id, :sale, 'cash', 'rusak' from refund
  ), returned as (
    insert into sales.transaction_items
    select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'transaction_id', r.id,
              'original_item_id', i.id, 'quantity', i.quantity + 1))).*
      from sales.transaction_items i, refund r where i.transaction_id = :sale
  ), paid as (
    insert into sales.payments
    select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'transaction_id', r.id,
              'original_payment_id', p.id, 'amount', p.amount + 1, 'tendered', p.amount + 1, 'change', 0))).*
      from sales.payments p, refund r where p.transaction_id = :sale
  )`;

export const inRefunds: readonly PlantedDefect[] = [
  {
    title: 'more was refunded than was sold, out of nowhere',
    sql: `with ${REFUND} select from refund`,
    caughtBy: [
      'sales.refunds-never-exceed',
      'sales.returns-sum-to-their-items',
      'sales.refunds-move-what-they-say',
      'stock.returned-items-moved-once',
      'log.one-event-per-refund',
      'listeners.refunds-followed',
      'shifts.totals-are-their-sales',
      'shifts.tenders-are-their-payments',
      'sales.idempotency-settled',
    ],
  },
  {
    title: 'a refund has lost its sale',
    sql: `update sales.transactions set type = 'refund' where id = :other`,
    caughtBy: ['sales.refunds-have-their-sale', 'log.one-event-per-refund'],
  },
  {
    title: 'a sale was paid with goods that never came back',
    sql: `with paid as (
            update sales.payments set method = 'exchange', tendered = amount, change = 0 where transaction_id = :other
          )
          insert into sales.exchanges (business_id, refund_id, sale_id)
          select business_id, id, :sale from sales.transactions where id = :other`,
    caughtBy: ['sales.exchanges-net-to-zero', 'log.one-event-per-exchange'],
  },
  {
    title: 'cash left the drawer for a refund that never was',
    sql: `insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, recorded_by)
          select business_id, gen_random_uuid(), shift_id, 'refund', -5000, gen_random_uuid(), employee_id
            from sales.transactions where id = :other`,
    caughtBy: ['sales.refunds-move-what-they-say', 'drawers.account-ties', 'shifts.totals-are-their-sales'],
  },
  {
    title: 'goods came back that nobody brought',
    sql: `insert into inventory.stock_movements
          select business_id, gen_random_uuid(), outlet_id, stock_item_id, 'refund', -delta, -value, unit_cost,
                 quantity_after - delta, source_id, source_line_id, occurred_at, recorded_at
            from inventory.stock_movements where source_id = :sale and reason = 'sale'`,
    caughtBy: ['stock.returned-items-moved-once', 'stock.level-is-its-movements'],
  },
];
