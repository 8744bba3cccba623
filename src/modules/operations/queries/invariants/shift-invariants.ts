import type { Invariant } from './invariant';

export const shiftInvariants: readonly Invariant[] = [
  {
    id: 'shifts.totals-are-their-sales',
    name: 'the running totals of a shift are the sums of its sales and of its drawer movements',
    sql: `
      select s.business_id, s.id, k.sales_count, t.sales, k.expected_cash, d.cash
        from sales.shifts s
        left join sales.shift_totals k on k.business_id = s.business_id and k.shift_id = s.id
        left join (select business_id, shift_id, count(*) as sales, sum(grand_total) as total,
                          sum(discount_amount) as discount, sum(service_charge) as service, sum(tax_amount) as tax,
                          sum(rounding) as rounding, sum(tip) as tip, sum(on_account) as on_account
                     from sales.transactions
                    group by 1, 2) t on t.business_id = s.business_id and t.shift_id = s.id
        left join (select business_id, shift_id, sum(amount) as cash
                     from sales.drawer_movements
                    group by 1, 2) d on d.business_id = s.business_id and d.shift_id = s.id
       where (k.sales_count, k.sales_total, k.discount_total, k.service_charge_total, k.tax_total, k.rounding_total,
              k.tip_total, k.on_account_total, k.expected_cash)
             is distinct from (coalesce(t.sales, 0), coalesce(t.total, 0), coalesce(t.discount, 0),
              coalesce(t.service, 0), coalesce(t.tax, 0), coalesce(t.rounding, 0), coalesce(t.tip, 0), coalesce(t.on_account, 0),
              coalesce(d.cash, 0))`,
  },
  {
    id: 'shifts.tenders-are-their-payments',
    name: 'the tenders of a shift are the payments of its sales, by method',
    sql: `
      select business_id, shift_id, method, k.amount as kept, p.amount as paid
        from sales.shift_tenders k
        full join (select t.business_id, t.shift_id, p.method, count(*) as count, sum(p.amount) as amount
                     from sales.payments p
                     join sales.transactions t on t.business_id = p.business_id and t.id = p.transaction_id
                    group by 1, 2, 3) p using (business_id, shift_id, method)
       where (k.count, k.amount) is distinct from (p.count, p.amount)`,
  },
  {
    id: 'shifts.float-is-opening-cash',
    name: 'a shift begins with the float that it says',
    sql: `
      select s.business_id, s.id, s.opening_cash, f.amount
        from sales.shifts s
        left join (select business_id, shift_id, sum(amount) as amount
                     from sales.drawer_movements where kind = 'float'
                    group by 1, 2) f on f.business_id = s.business_id and f.shift_id = s.id
       where s.opening_cash <> coalesce(f.amount, 0)`,
  },
  {
    id: 'shifts.expected-cash-derivable',
    name: 'what a closed shift expected in its drawer follows from its movements',
    sql: `
      select s.business_id, s.id, s.expected_cash, d.cash
        from sales.shifts s
        left join (select business_id, shift_id, sum(amount) as cash
                     from sales.drawer_movements
                    group by 1, 2) d on d.business_id = s.business_id and d.shift_id = s.id
       where s.state = 'closed' and s.expected_cash is distinct from coalesce(d.cash, 0)`,
  },
];
