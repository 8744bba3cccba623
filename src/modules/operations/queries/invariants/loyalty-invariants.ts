import type { Invariant } from './invariant';

/** What points took off, and what is owed for those that there are. */
export const loyaltyInvariants: readonly Invariant[] = [
  {
    id: 'sales.points-redeemed',
    name: 'what points took off a sale is what its customer redeemed',
    sql: `
      select business_id, id, d.amount as taken_off, e.amount as redeemed
        from (select i.business_id, i.transaction_id as id, sum(d.amount) as amount
                from sales.item_discounts d
                join sales.transaction_items i on i.business_id = d.business_id and i.id = d.item_id
               where d.source = 'points'
               group by 1, 2) d
        full join (select business_id, transaction_id as id, sum(amount) as amount
                     from customers.loyalty_entries where kind = 'redeem'
                    group by 1, 2) e using (business_id, id)
       where d.amount is distinct from e.amount`,
  },
  {
    id: 'customers.redeemed-points-go-back',
    name: 'of the points that a sale redeemed those are back whose goods are, and all when it was voided',
    sql: `
      select e.business_id, e.transaction_id, e.points, b.points as back
        from customers.loyalty_entries e
        join (select business_id, transaction_id, sum(gross) as gross
                from sales.transaction_items group by 1, 2) s using (business_id, transaction_id)
        left join sales.voids v using (business_id, transaction_id)
        left join (select o.business_id, o.transaction_id, sum(r.gross) as gross
                     from sales.transaction_items r
                     join sales.transaction_items o on o.business_id = r.business_id and o.id = r.original_item_id
                    group by 1, 2) r using (business_id, transaction_id)
        left join (select l.business_id, coalesce(f.original_id, l.transaction_id) as transaction_id, sum(l.points) as points
                     from customers.loyalty_entries l
                     left join sales.refunds f on f.business_id = l.business_id and f.transaction_id = l.transaction_id
                    where l.kind = 'restore'
                    group by 1, 2) b using (business_id, transaction_id)
       where e.kind = 'redeem'
         and coalesce(b.points, 0) <> case when v.transaction_id is not null then -e.points
                                           else trunc(-e.points * coalesce(r.gross, 0) / s.gross) end`,
  },
  {
    id: 'customers.points-owed-tie',
    name: 'where points are owed, the books owe what those that are booked are worth; elsewhere nothing',
    sql: `
      select business_id, p.booked_points, b.points, l.owed
        from customers.loyalty_programs p
        full join (select business_id, sum(points) as points from customers.loyalty_bookings group by 1) b
          using (business_id)
        full join (select l.business_id, sum(l.credit - l.debit) as owed
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where a.system_role = 'LOYALTY_LIABILITY'
                    group by 1) l using (business_id)
       where coalesce(p.booked_points, 0) <> coalesce(b.points, 0)
          or coalesce(l.owed, 0)
             <> case when p.loyalty_liability then p.booked_points * p.point_value else 0 end`,
  },
  {
    id: 'listeners.points-booked',
    name: 'where points are owed, all that customers have are booked',
    whenQuiet: true,
    sql: `
      select p.business_id, p.booked_points, c.points
        from customers.loyalty_programs p
        left join (select business_id, sum(points) as points from customers.customers group by 1) c using (business_id)
       where p.loyalty_liability and p.booked_points <> coalesce(c.points, 0)`,
  },
];
