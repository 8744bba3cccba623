import type { Invariant } from './invariant';

export const shiftInvariants: readonly Invariant[] = [
  {
    id: 'shifts.totals-are-their-sales',
    name: 'the running totals of a shift are the sums of its sales, voided ones apart, and of its drawer movements',
    sql: `
      select s.business_id, s.id, k.sales_count, t.sales, k.expected_cash, d.cash
        from sales.shifts s
        left join sales.shift_totals k on k.business_id = s.business_id and k.shift_id = s.id
        left join (select t.business_id, t.shift_id, count(*) as sales, sum(t.grand_total) as total,
                          sum(t.discount_amount) as discount, sum(t.service_charge) as service,
                          sum(t.tax_amount) as tax, sum(t.rounding) as rounding, sum(t.tip) as tip,
                          sum(t.on_account) as on_account
                     from sales.transactions t
                     left join sales.voids v on v.business_id = t.business_id and v.transaction_id = t.id
                    where v.transaction_id is null and t.type = 'sale'
                    group by 1, 2) t on t.business_id = s.business_id and t.shift_id = s.id
        left join (select t.business_id, t.shift_id, count(*) as voids, sum(t.grand_total) as total
                     from sales.voids v
                     join sales.transactions t on t.business_id = v.business_id and t.id = v.transaction_id
                    group by 1, 2) v on v.business_id = s.business_id and v.shift_id = s.id
        left join (select business_id, shift_id, count(*) as refunds, sum(grand_total) as total
                     from sales.transactions where type = 'refund'
                    group by 1, 2) r on r.business_id = s.business_id and r.shift_id = s.id
        left join (select business_id, shift_id, sum(amount) as cash
                     from sales.drawer_movements
                    group by 1, 2) d on d.business_id = s.business_id and d.shift_id = s.id
       where (k.sales_count, k.sales_total, k.discount_total, k.service_charge_total, k.tax_total, k.rounding_total,
              k.tip_total, k.on_account_total, k.voids_count, k.voids_total, k.refunds_count,
              k.refunds_total, k.expected_cash)
             is distinct from (coalesce(t.sales, 0), coalesce(t.total, 0), coalesce(t.discount, 0),
              coalesce(t.service, 0), coalesce(t.tax, 0), coalesce(t.rounding, 0), coalesce(t.tip, 0), coalesce(t.on_account, 0),
              coalesce(v.voids, 0), coalesce(v.total, 0), coalesce(r.refunds, 0),
              coalesce(r.total, 0), coalesce(d.cash, 0))`,
  },
  {
    id: 'shifts.tenders-are-their-payments',
    name: 'the tenders of a shift are the payments of its sales, voided ones apart, and of its gift cards, by method',
    sql: `
      select business_id, shift_id, method, k.amount as kept, p.amount as paid, k.refunds_amount, p.refunded,
             k.gift_cards_amount, g.amount as gift_cards
        from sales.shift_tenders k
        full join (select t.business_id, t.shift_id, p.method, count(*) filter (where t.type = 'sale') as count,
                          coalesce(sum(p.amount) filter (where t.type = 'sale'), 0) as amount,
                          count(*) filter (where t.type = 'refund') as refunds,
                          coalesce(sum(p.amount) filter (where t.type = 'refund'), 0) as refunded
                     from sales.payments p
                     join sales.transactions t on t.business_id = p.business_id and t.id = p.transaction_id
                     left join sales.voids v on v.business_id = t.business_id and v.transaction_id = t.id
                    where v.transaction_id is null
                    group by 1, 2, 3) p using (business_id, shift_id, method)
        full join (select business_id, shift_id, method, count(*) as cards, sum(amount) as amount
                     from customers.gift_card_sales
                    group by 1, 2, 3) g using (business_id, shift_id, method)
       where (coalesce(k.count, 0), coalesce(k.amount, 0), coalesce(k.refunds_count, 0), coalesce(k.refunds_amount, 0),
              coalesce(k.gift_cards_count, 0), coalesce(k.gift_cards_amount, 0))
             is distinct from (coalesce(p.count, 0), coalesce(p.amount, 0), coalesce(p.refunds, 0),
              coalesce(p.refunded, 0), coalesce(g.cards, 0), coalesce(g.amount, 0))`,
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
