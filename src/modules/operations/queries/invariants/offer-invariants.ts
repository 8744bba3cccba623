import type { Invariant } from './invariant';

/** Of the item `i`: its sale was not voided. */
const STANDS = `not exists (select from sales.voids x
                                         where x.business_id = i.business_id and x.transaction_id = i.transaction_id)`;

/** What was taken of limited offers, against the sales that took it. */
export const offerInvariants: readonly Invariant[] = [
  {
    id: 'catalog.promotions-are-counted',
    name: 'the uses of a limited promotion are the sales that were given it',
    sql: `
      select p.business_id, p.id, u.uses, s.sales
        from catalog.promotions p
        left join catalog.promotion_uses u on u.business_id = p.business_id and u.promotion_id = p.id
        left join (select d.business_id, coalesce(v.promotion_id, d.source_id) as source_id,
                          count(distinct i.transaction_id) as sales
                     from sales.item_discounts d
                     join sales.transaction_items i on i.business_id = d.business_id and i.id = d.item_id
                     left join catalog.vouchers v on v.business_id = d.business_id and v.id = d.source_id
                    where d.source <> 'manual' and ${STANDS}
                    group by 1, 2) s on s.business_id = p.business_id and s.source_id = p.id
       where coalesce(u.uses, 0) <> case when coalesce(p.max_uses, p.max_uses_per_customer) is null then 0
                                         else coalesce(s.sales, 0) end`,
  },
  {
    id: 'catalog.promotions-are-counted-per-customer',
    name: 'the uses of a promotion by a customer are the sales in which the customer was given it',
    sql: `
      select business_id, promotion_id, customer_id, u.uses, s.sales
        from catalog.promotion_customer_uses u
        full join (select d.business_id, p.id as promotion_id, t.customer_id, count(distinct t.id) as sales
                     from sales.item_discounts d
                     join sales.transaction_items i on i.business_id = d.business_id and i.id = d.item_id
                     join sales.transactions t on t.business_id = i.business_id and t.id = i.transaction_id
                     left join catalog.vouchers v on v.business_id = d.business_id and v.id = d.source_id
                     join catalog.promotions p
                       on p.business_id = d.business_id and p.id = coalesce(v.promotion_id, d.source_id)
                    where d.source <> 'manual' and ${STANDS} and p.max_uses_per_customer is not null
                    group by 1, 2, 3) s using (business_id, promotion_id, customer_id)
       where coalesce(u.uses, 0) <> coalesce(s.sales, 0)`,
  },
  {
    id: 'catalog.vouchers-are-their-sales',
    name: 'a voucher was used by as many sales, and for as much, as it says',
    sql: `
      select v.business_id, v.id, v.uses, v.value - v.remaining as spent, s.sales, s.amount
        from catalog.vouchers v
        left join (select d.business_id, d.source_id, count(distinct i.transaction_id) as sales, sum(d.amount) as amount
                     from sales.item_discounts d
                     join sales.transaction_items i on i.business_id = d.business_id and i.id = d.item_id
                    where d.source = 'voucher' and ${STANDS}
                    group by 1, 2) s on s.business_id = v.business_id and s.source_id = v.id
       where case when v.value is null then v.uses <> coalesce(s.sales, 0)
                  else v.value - v.remaining <> coalesce(s.amount, 0) end`,
  },
  {
    id: 'sales.approvals-were-lent',
    name: 'what a cashier did by an approval was approved for that sale, and the approval was taken',
    sql: `
      select s.business_id, s.transaction_id, s.action, s.approval_id
        from sales.sale_approvals s
        left join identity.approvals a on a.business_id = s.business_id and a.id = s.approval_id
        left join sales.transactions t on t.business_id = s.business_id and t.id = s.transaction_id
       where t.id is null or a.taken_at is null
          or (a.action, a.subject_id, a.approved_by) is distinct from (s.action, s.transaction_id, s.approved_by)`,
  },
];
