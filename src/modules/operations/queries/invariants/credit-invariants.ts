import type { Invariant } from './invariant';

/** What is owed to customers and by them, against its entries and the books. */
export const creditInvariants: readonly Invariant[] = [
  {
    id: 'customers.store-credit-is-its-entries',
    name: 'a customer’s store credit is the sum of its entries, which count from 1',
    sql: `
      select c.business_id, c.customer_id, c.balance, c.entries, e.amount, e.entries as found
        from customers.store_credits c
        full join (select business_id, customer_id, sum(amount) as amount, count(*) as entries, max(number) as last
                     from customers.store_credit_entries
                    group by 1, 2) e using (business_id, customer_id)
       where (c.balance, c.entries, c.entries)
             is distinct from (coalesce(e.amount, 0), coalesce(e.entries, 0), coalesce(e.last, 0))`,
  },
  {
    id: 'customers.store-credit-ties',
    name: 'the store credit of all customers is what the books owe them',
    sql: `
      select business_id, c.balance, l.owed
        from (select business_id, sum(balance) as balance from customers.store_credits group by 1) c
        full join (select l.business_id, sum(l.credit - l.debit) as owed
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where a.system_role = 'STORE_CREDIT'
                    group by 1) l using (business_id)
       where coalesce(c.balance, 0) <> coalesce(l.owed, 0)`,
  },
  {
    id: 'sales.store-credit-spent',
    name: 'what a sale was paid with in store credit left the credit of its customer',
    sql: `
      select t.business_id, t.id, p.amount as paid, e.amount as spent
        from sales.transactions t
        left join (select business_id, transaction_id, sum(amount) as amount
                     from sales.payments where method = 'store_credit'
                    group by 1, 2) p on p.business_id = t.business_id and p.transaction_id = t.id
        left join customers.store_credit_entries e
          on e.business_id = t.business_id and e.customer_id = t.customer_id and e.source_type = 'sale'
             and e.source_id = t.id
       where t.type = 'sale' and coalesce(p.amount, 0) <> -coalesce(e.amount, 0)`,
  },
  {
    id: 'ledger.open-items-are-their-documents',
    name: 'what a sale left on account is its open item',
    sql: `
      select business_id, id, t.on_account, i.amount
        from (select business_id, id, customer_id, journal_entry_id, due_date, on_account
                from sales.transactions where type = 'sale' and on_account > 0) t
        full join (select business_id, source_id as id, customer_id, entry_id, due_date, amount
                     from ledger.open_items where source_type = 'sale') i using (business_id, id)
       where (t.customer_id, t.journal_entry_id, t.due_date, t.on_account)
             is distinct from (i.customer_id, i.entry_id, i.due_date, i.amount)`,
  },
  {
    id: 'ledger.open-items-are-settled',
    name: 'what is settled of an open item is the sum of its allocations',
    sql: `
      select i.business_id, i.id, i.amount, i.settled, a.amount as allocated
        from ledger.open_items i
        left join (select business_id, open_item_id, sum(amount) as amount
                     from ledger.allocations
                    group by 1, 2) a on a.business_id = i.business_id and a.open_item_id = i.id
       where i.settled <> coalesce(a.amount, 0) or i.settled > i.amount`,
  },
  {
    id: 'sales.receivable-payments-tie',
    name: 'what was paid of a debt is its allocation, its entry, and the movement of its drawer when it was cash',
    sql: `
      select p.business_id, p.id, p.amount, a.amount as allocated, l.amount as booked, d.amount as drawer
        from sales.receivable_payments p
        left join ledger.allocations a
          on a.business_id = p.business_id and a.open_item_id = p.open_item_id
             and a.source_type = 'receivable-payment' and a.source_id = p.id and a.entry_id = p.journal_entry_id
        left join (select l.business_id, l.entry_id, sum(l.credit - l.debit) as amount
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where a.system_role in ('AR', 'SUSPENSE')
                    group by 1, 2) l on l.business_id = p.business_id and l.entry_id = p.journal_entry_id
        left join sales.drawer_movements d
          on d.business_id = p.business_id and d.id = p.id and d.shift_id = p.shift_id and d.kind = 'receivable'
       where (p.amount, p.amount, case p.method when 'cash' then p.amount end)
             is distinct from (a.amount, l.amount, d.amount)
      union all
      select d.business_id, d.id, d.amount, null, null, null
        from sales.drawer_movements d
        left join sales.receivable_payments p on p.business_id = d.business_id and p.id = d.id
       where d.kind = 'receivable' and p.id is null`,
  },
  {
    id: 'ledger.open-items-tie',
    name: 'what customers owe by their open items is what they owe in the books, and what nobody is known to owe is in suspense',
    sql: `
      select business_id, role, i.owed, l.owed as booked
        from (select business_id, case when customer_id is null then 'SUSPENSE' else 'AR' end as role,
                     sum(amount - settled) as owed
                from ledger.open_items where kind = 'receivable'
               group by 1, 2) i
        full join (select l.business_id, a.system_role as role, sum(l.debit - l.credit) as owed
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where a.system_role in ('AR', 'SUSPENSE')
                    group by 1, 2) l using (business_id, role)
       where coalesce(i.owed, 0) <> coalesce(l.owed, 0)`,
  },
];
