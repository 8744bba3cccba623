import type { PlantedDefect } from './planted-defect';

const VOIDED = `insert into sales.voids (business_id, transaction_id, reason, voided_by, approved_by, voided_at)
                select business_id, id, 'salah', employee_id, employee_id, now() from sales.transactions where id = :sale`;

export const inUndoings: readonly PlantedDefect[] = [
  {
    title: 'a sale is called voided, and stays in the books, in the drawer, in its shift and on everybody’s list',
    sql: VOIDED,
    caughtBy: [
      'sales.voids-mirror-their-sales',
      'sales.voids-give-back',
      'stock.voids-put-back',
      'shifts.totals-are-their-sales',
      'shifts.tenders-are-their-payments',
      'log.one-event-per-void',
      'listeners.voids-followed',
      'listeners.recipes-deducted',
    ],
  },
  {
    title: 'an entry was undone by the mirror of another',
    sql: `with mirror as (
            insert into ledger.journal_entries (business_id, id, period_starts_on, effective_date, outlet_id, source_type,
                                                source_id, description, reverses_entry_id, recorded_by)
            select business_id, gen_random_uuid(), period_starts_on, effective_date, outlet_id, 'void', :sale, 'salah', id,
                   recorded_by
              from ledger.journal_entries
             where id = (select journal_entry_id from sales.transactions where id = :sale)
            returning business_id, id
          ), lines as (
            insert into ledger.journal_lines (business_id, entry_id, line_number, account_id, debit, credit)
            select l.business_id, m.id, l.line_number, l.account_id, l.credit, l.debit
              from ledger.journal_lines l, mirror m
             where l.entry_id = (select journal_entry_id from sales.transactions where id = :other)
          )
          insert into sales.voids (business_id, transaction_id, reason, voided_by, approved_by, journal_entry_id, voided_at)
          select t.business_id, t.id, 'salah', t.employee_id, t.employee_id, m.id, now()
            from sales.transactions t, mirror m where t.id = :sale`,
    caughtBy: ['sales.voids-mirror-their-sales'],
  },
  {
    title: 'cash left the drawer for a void that never was',
    sql: `insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, recorded_by)
          select business_id, gen_random_uuid(), shift_id, 'void', -5000, id, employee_id
            from sales.transactions where id = :other`,
    caughtBy: ['sales.voids-give-back', 'shifts.totals-are-their-sales', 'drawers.account-ties'],
  },
  {
    title: 'a voided debt is still owed',
    sql: `with owed as (
            insert into ledger.open_items (business_id, id, kind, outlet_id, customer_id, source_type, source_id, entry_id,
                                           opened_on, due_date, amount)
            select business_id, gen_random_uuid(), 'receivable', outlet_id, customer_id, 'sale', id, journal_entry_id,
                   business_date, business_date, 5000
              from sales.transactions where id = :sale)
          ${VOIDED}`,
    caughtBy: ['sales.voids-owe-nothing'],
  },
  {
    title: 'goods came back of a sale that holds',
    sql: `insert into inventory.stock_movements
          select business_id, gen_random_uuid(), outlet_id, stock_item_id, 'void', -delta, -value, unit_cost,
                 quantity_after - delta, source_id, source_line_id, occurred_at, recorded_at
            from inventory.stock_movements where source_id = :sale and reason = 'sale'`,
    caughtBy: ['stock.voids-put-back', 'stock.level-is-its-movements'],
  },
  {
    title: 'a void was told of a sale that holds',
    sql: `insert into outbox.events
          select (jsonb_populate_record(e, jsonb_build_object('type', 'sales.transaction-voided', 'seq', 999,
                                                       'event_id', gen_random_uuid()))).*
            from outbox.events e
           where e.type = 'sales.transaction-created' and e.payload->>'transactionId' = :sale::text`,
    caughtBy: ['log.one-event-per-void'],
  },
];
