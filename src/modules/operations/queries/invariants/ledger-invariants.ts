import type { Invariant } from './invariant';

export const ledgerInvariants: readonly Invariant[] = [
  {
    id: 'ledger.entries-balance',
    name: 'a journal entry has two lines or more, each on one side, and debits equal to its credits',
    sql: `
      select coalesce(e.business_id, l.business_id) as business_id, coalesce(e.id, l.entry_id) as entry_id, l.debit,
             l.credit
        from ledger.journal_entries e
        full join (select business_id, entry_id, count(*) as lines, sum(debit) as debit, sum(credit) as credit,
                          bool_or((debit = 0) = (credit = 0)) as crooked
                     from ledger.journal_lines
                    group by 1, 2) l on l.business_id = e.business_id and l.entry_id = e.id
       where e.id is null or l.entry_id is null or l.lines < 2 or l.debit <> l.credit or l.crooked`,
  },
  {
    id: 'ledger.trial-balance-is-zero',
    name: 'all debits of a business are all its credits',
    sql: `
      select l.business_id, sum(l.debit) as debit, sum(l.credit) as credit
        from ledger.journal_lines l
       group by 1
      having sum(l.debit) <> sum(l.credit)`,
  },
  {
    id: 'ledger.sales-tie',
    name: 'the entry of a sale carries its revenue, its taxes, its tip, what is owed of it and what its goods cost',
    sql: `
      select t.business_id, t.id, j.income, j.tax, j.tip, j.owed, j.cogs
        from sales.transactions t
        left join (select business_id, transaction_id, sum(coalesce(cost, 0)) as cost
                     from sales.transaction_items
                    group by 1, 2) i on i.business_id = t.business_id and i.transaction_id = t.id
        left join (select l.business_id, l.entry_id,
                          sum(l.credit - l.debit) filter (where a.type = 'income') as income,
                          sum(l.credit - l.debit) filter (where a.system_role in ('VAT_OUT', 'PBJT_PAYABLE')) as tax,
                          sum(l.credit - l.debit) filter (where a.system_role = 'TIPS_PAYABLE') as tip,
                          sum(l.debit - l.credit) filter (where a.system_role in ('AR', 'SUSPENSE')) as owed,
                          sum(l.debit - l.credit) filter (where a.system_role = 'COGS') as cogs
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    group by 1, 2) j on j.business_id = t.business_id and j.entry_id = t.journal_entry_id
       cross join lateral (select case t.type when 'refund' then -1 else 1 end as side) s
       where (coalesce(j.income, 0), coalesce(j.tax, 0), coalesce(j.tip, 0), coalesce(j.owed, 0), coalesce(j.cogs, 0))
             is distinct from ((t.subtotal - t.discount_amount + t.service_charge + t.rounding) * s.side,
                               t.tax_amount * s.side, t.tip * s.side, t.on_account * s.side, coalesce(i.cost, 0) * s.side)`,
  },
  {
    id: 'ledger.money-in-range',
    name: 'every amount is one that JSON can carry',
    sql: `
      select m.business_id, m.part, m.id, m.amount
        from (select business_id, 'transaction' as part, id, greatest(subtotal, service_charge, tax_amount, paid, tip,
                     abs(rounding)) as amount
                from sales.transactions
              union all select business_id, 'item', id, greatest(gross, total, tax_base, cost)
                          from sales.transaction_items
              union all select business_id, 'journal line', entry_id, greatest(debit, credit) from ledger.journal_lines
              union all select business_id, 'stock level', stock_item_id, abs(value) from inventory.stock_levels
              union all select business_id, 'drawer', id, abs(amount) from sales.drawer_movements) m
       where m.amount > 9007199254740991`,
  },
];
