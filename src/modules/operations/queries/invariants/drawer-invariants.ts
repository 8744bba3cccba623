import type { Invariant } from './invariant';

export const drawerInvariants: readonly Invariant[] = [
  {
    id: 'drawers.account-ties',
    name: 'the drawer account of an outlet is what moved in its drawers that are not counted yet',
    sql: `
      select business_id, outlet_id, j.cash as booked, d.cash as moved
        from (select e.business_id, e.outlet_id, sum(l.debit - l.credit) as cash
                from ledger.journal_lines l
                join ledger.journal_entries e on e.business_id = l.business_id and e.id = l.entry_id
                join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
               where a.system_role = 'CASH_DRAWER'
               group by 1, 2) j
        full join (select s.business_id, s.outlet_id, sum(m.amount) as cash
                     from sales.shifts s
                     join sales.drawer_movements m on m.business_id = s.business_id and m.shift_id = s.id
                    where s.state <> 'closed'
                    group by 1, 2) d using (business_id, outlet_id)
       where coalesce(j.cash, 0) <> coalesce(d.cash, 0)`,
  },
  {
    id: 'drawers.movements-are-posted',
    name: 'a float, and whatever is moved by hand, is booked for what was moved',
    sql: `
      select business_id, source_id, m.cash as moved, j.cash as booked
        from (select business_id, case kind when 'float' then shift_id else id end as source_id, sum(amount) as cash
                from sales.drawer_movements
               where kind in ('float', 'paid_in', 'paid_out', 'cash_drop', 'no_sale')
               group by 1, 2) m
        full join (select e.business_id, e.source_id, sum(l.debit - l.credit) as cash
                     from ledger.journal_entries e
                     join ledger.journal_lines l on l.business_id = e.business_id and l.entry_id = e.id
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where e.source_type in ('shift-float', 'cash-movement') and a.system_role = 'CASH_DRAWER'
                    group by 1, 2) j using (business_id, source_id)
       where coalesce(m.cash, 0) <> coalesce(j.cash, 0)`,
  },
  {
    id: 'drawers.z-numbers-gapless',
    name: 'the closings of a drawer count from 1 without gap or repeat, as far as their counter',
    sql: `
      select business_id, outlet_id, drawer, z.reports, z.highest, c.last_number
        from (select business_id, outlet_id, drawer, count(*) as reports, count(distinct z_number) as numbers,
                     min(z_number) as lowest, max(z_number) as highest
                from sales.z_reports
               group by 1, 2, 3) z
        full join sales.z_counters c using (business_id, outlet_id, drawer)
       where (z.reports, z.numbers, z.lowest, z.highest)
             is distinct from (c.last_number::bigint, c.last_number::bigint, 1, c.last_number)`,
  },
  {
    id: 'drawers.z-report-is-its-shift',
    name: 'a closed shift has one Z report, which says what the shift says still',
    sql: `
      select coalesce(s.business_id, z.business_id) as business_id, coalesce(s.id, z.shift_id) as shift_id,
             s.expected_cash, z.expected_cash as reported
        from (select * from sales.shifts where state = 'closed') s
        full join sales.z_reports z on z.business_id = s.business_id and z.shift_id = s.id
       where (z.outlet_id, z.drawer, z.expected_cash, z.counted_cash)
             is distinct from (s.outlet_id, s.drawer, s.expected_cash, s.counted_cash)
          -- A report of before knows less than would be read today, and nothing else.
          or sales.read_shift(s.business_id, s.id)
             @> (z.report - array['zNumber', 'countedCash', 'over', 'short', 'denominations', 'closedBy', 'closedAt'])
             is not true
          or (z.report->>'zNumber')::integer is distinct from z.z_number
          or (z.report->>'over')::bigint - (z.report->>'short')::bigint
             is distinct from s.counted_cash - s.expected_cash`,
  },
];
