import type { PlantedDefect } from './planted-defect';

export const inCredits: readonly PlantedDefect[] = [
  {
    title: 'store credit comes from nowhere',
    sql: `insert into customers.store_credits (business_id, customer_id, balance, entries)
          select business_id, customer_id, 5000, 0 from sales.transactions where id = :sale`,
    caughtBy: ['customers.store-credit-is-its-entries', 'customers.store-credit-ties'],
  },
  {
    title: 'an entry of store credit is lost',
    sql: `insert into customers.store_credits (business_id, customer_id, balance, entries)
          select business_id, customer_id, 0, 1 from sales.transactions where id = :sale`,
    caughtBy: ['customers.store-credit-is-its-entries'],
  },
  {
    title: 'cash was posted as store credit',
    sql: `update ledger.journal_lines l
             set account_id = (select id from ledger.accounts a
                                where a.business_id = l.business_id and a.system_role = 'STORE_CREDIT')
           where entry_id = (select journal_entry_id from sales.transactions where id = :other) and line_number = 1`,
    caughtBy: ['customers.store-credit-ties'],
  },
  {
    title: 'store credit was taken that nobody spent',
    sql: `update sales.payments set method = 'store_credit' where transaction_id = :sale and method = 'qris'`,
    caughtBy: ['sales.store-credit-spent'],
  },
  {
    title: 'a debt has no open item',
    sql: `update sales.transactions set on_account = 5000, change = change + 5000, due_date = business_date where id = :sale`,
    caughtBy: ['ledger.open-items-are-their-documents', 'ledger.sales-tie', 'sales.payments-settle'],
  },
  {
    title: 'somebody owes what the books do not know',
    sql: `insert into ledger.open_items (business_id, id, kind, outlet_id, customer_id, source_type, source_id, entry_id,
                                         opened_on, due_date, amount)
          select business_id, gen_random_uuid(), 'receivable', outlet_id, customer_id, 'sale', id, journal_entry_id,
                 business_date, business_date, 5000
            from sales.transactions where id = :sale`,
    caughtBy: ['ledger.open-items-are-their-documents', 'ledger.open-items-tie'],
  },
  {
    title: 'an open item is settled by nothing',
    sql: `insert into ledger.open_items (business_id, id, kind, outlet_id, customer_id, source_type, source_id, entry_id,
                                         opened_on, due_date, amount, settled)
          select business_id, gen_random_uuid(), 'receivable', outlet_id, customer_id, 'other', id, journal_entry_id,
                 business_date, business_date, 5000, 5000
            from sales.transactions where id = :sale`,
    caughtBy: ['ledger.open-items-are-settled'],
  },
  {
    title: 'a tip was kept as revenue',
    sql: 'update sales.transactions set tip = change, change = 0 where id = :sale',
    caughtBy: ['ledger.sales-tie', 'sales.payments-settle', 'shifts.totals-are-their-sales'],
  },
  {
    title: 'a debt was paid into a drawer, and stayed open',
    sql: `insert into sales.receivable_payments (business_id, id, open_item_id, outlet_id, shift_id, method, amount,
                                                 employee_id, business_date, journal_entry_id)
          select business_id, gen_random_uuid(), gen_random_uuid(), outlet_id, shift_id, 'cash', 5000, employee_id,
                 business_date, journal_entry_id
            from sales.transactions where id = :sale`,
    caughtBy: ['sales.receivable-payments-tie'],
  },
  {
    title: 'cash of a debt that nobody paid is in the drawer',
    sql: `insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, recorded_by)
          select business_id, gen_random_uuid(), shift_id, 'receivable', 5000, employee_id
            from sales.transactions where id = :sale`,
    caughtBy: ['sales.receivable-payments-tie', 'shifts.totals-are-their-sales'],
  },
];
