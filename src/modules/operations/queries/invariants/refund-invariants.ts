import type { Invariant } from './invariant';

/** What came back of a sale, against what was sold and paid. */
export const refundInvariants: readonly Invariant[] = [
  {
    id: 'sales.refunds-have-their-sale',
    name: 'a refund points to a sale that holds, and each of its items to one of that sale',
    sql: `
      select t.business_id, t.id, r.original_id, o.type
        from (select * from sales.transactions where type = 'refund') t
        full join sales.refunds r on r.business_id = t.business_id and r.transaction_id = t.id
        left join sales.transactions o on o.business_id = r.business_id and o.id = r.original_id
        left join sales.voids v on v.business_id = r.business_id and v.transaction_id = r.original_id
       where t.id is null or o.type is distinct from 'sale' or v.transaction_id is not null
      union all
      select i.business_id, i.id, r.original_id, null
        from sales.transaction_items i
        join sales.transactions t on t.business_id = i.business_id and t.id = i.transaction_id
        left join sales.refunds r on r.business_id = i.business_id and r.transaction_id = i.transaction_id
        left join sales.transaction_items o on o.business_id = i.business_id and o.id = i.original_item_id
       where (t.type = 'refund' or i.original_item_id is not null)
         and o.transaction_id is distinct from r.original_id`,
  },
  {
    id: 'sales.refunds-never-exceed',
    name: 'no more of a sale is refunded than it came to, and no more of a payment goes back than was paid',
    sql: `
      select o.business_id, o.id, o.grand_total as came_to, sum(t.grand_total) as refunded
        from sales.refunds r
        join sales.transactions t on t.business_id = r.business_id and t.id = r.transaction_id
        join sales.transactions o on o.business_id = r.business_id and o.id = r.original_id
       group by 1, 2, 3
      having sum(t.grand_total) > o.grand_total
      union all
      select o.business_id, o.id, o.amount, sum(p.amount)
        from sales.payments p
        join sales.payments o on o.business_id = p.business_id and o.id = p.original_payment_id
       group by 1, 2, 3
      having sum(p.amount) > o.amount`,
  },
  {
    id: 'sales.returns-sum-to-their-items',
    name: 'no more of an item comes back than was sold, and all of it comes to all of its amounts',
    sql: `
      select o.business_id, o.id, o.quantity as sold, b.quantity as returned, o.total, b.total as refunded
        from sales.transaction_items o
        join (select business_id, original_item_id, sum(quantity) as quantity, sum(subtotal) as subtotal,
                     sum(discount_amount) as discount, sum(service_charge) as service, sum(tax_base) as tax_base,
                     sum(tax_amount) as tax, sum(total) as total, sum(cost) as cost
                from sales.transaction_items where original_item_id is not null
               group by 1, 2) b on b.business_id = o.business_id and b.original_item_id = o.id
       where b.quantity > o.quantity or b.subtotal > o.subtotal or b.discount > o.discount_amount
          or b.service > o.service_charge or b.tax_base > o.tax_base or b.tax > o.tax_amount or b.cost > o.cost
          or (b.quantity = o.quantity
              and (b.subtotal, b.discount, b.service, b.tax_base, b.tax, b.total)
                  is distinct from (o.subtotal, o.discount_amount, o.service_charge, o.tax_base, o.tax_amount, o.total))`,
  },
  {
    id: 'sales.refunds-move-what-they-say',
    name: 'the cash of a refund left its shift’s drawer and the drawer’s account, its credit is on the customer’s, its debt is less',
    sql: `
      select business_id, id, p.cash, d.cash as drawer, p.credit, c.amount as given, p.cards, g.amount as on_cards,
             p.on_account, a.amount as allocated
        from (select t.business_id, t.id, t.shift_id, t.on_account,
                     coalesce(sum(p.amount) filter (where p.method = 'cash'), 0) as cash,
                     coalesce(sum(p.amount) filter (where p.method = 'store_credit'), 0) as credit,
                     coalesce(sum(p.amount) filter (where p.method = 'gift_card'), 0) as cards
                from sales.transactions t
                left join sales.payments p on p.business_id = t.business_id and p.transaction_id = t.id
               where t.type = 'refund'
               group by 1, 2, 3, 4) p
        full join (select business_id, transaction_id as id, shift_id, sum(-amount) as cash
                     from sales.drawer_movements where kind = 'refund'
                    group by 1, 2, 3) d using (business_id, id)
        full join (select business_id, source_id as id, amount
                     from customers.store_credit_entries where source_type = 'refund') c using (business_id, id)
        full join (select business_id, source_id as id, sum(amount) as amount
                     from customers.gift_card_entries where source_type = 'refund'
                    group by 1, 2) g using (business_id, id)
        full join (select business_id, source_id as id, sum(amount) as amount
                     from ledger.allocations where source_type = 'refund'
                    group by 1, 2) a using (business_id, id)
        left join (select e.business_id, e.source_id as id, sum(l.credit - l.debit) as cash
                     from ledger.journal_entries e
                     join ledger.journal_lines l on l.business_id = e.business_id and l.entry_id = e.id
                     join ledger.accounts x on x.business_id = l.business_id and x.id = l.account_id
                    where e.source_type = 'refund' and x.system_role = 'CASH_DRAWER'
                    group by 1, 2) j using (business_id, id)
       where (p.cash, p.cash, p.credit, p.cards, p.on_account)
             is distinct from (coalesce(d.cash, 0), coalesce(j.cash, 0), coalesce(c.amount, 0), coalesce(g.amount, 0),
                               coalesce(a.amount, 0))
          or d.shift_id <> p.shift_id`,
  },
  {
    id: 'sales.exchanges-net-to-zero',
    name: 'what a refund pays in exchange is what its own sale was paid with it, at one outlet in one shift, and none is left over',
    sql: `
      select business_id, coalesce(r.id, s.id) as id, r.amount as refunded, s.amount as sold
        from (select t.business_id, t.id, x.sale_id, t.shift_id, sum(p.amount) as amount
                from sales.transactions t
                left join sales.exchanges x on x.business_id = t.business_id and x.refund_id = t.id
                left join sales.payments p on p.business_id = t.business_id and p.transaction_id = t.id
                                          and p.method = 'exchange'
               where t.type = 'refund' and (x.refund_id is not null or p.id is not null)
               group by 1, 2, 3, 4) r
        full join (select t.business_id, t.id, t.id as sale_id, t.shift_id, sum(p.amount) as amount
                     from sales.transactions t
                     left join sales.exchanges x on x.business_id = t.business_id and x.sale_id = t.id
                     left join sales.payments p on p.business_id = t.business_id and p.transaction_id = t.id
                                               and p.method = 'exchange'
                    where t.type = 'sale' and (x.sale_id is not null or p.id is not null)
                    group by 1, 2, 4) s using (business_id, sale_id)
       where (r.shift_id, coalesce(r.amount, 0)) is distinct from (s.shift_id, coalesce(s.amount, 0))
      union all
      select business_id, account_id, null, sum(debit - credit)
        from ledger.journal_lines l
        join ledger.accounts a using (business_id)
       where a.id = l.account_id and a.system_role = 'REFUND_PAYABLE'
       group by 1, 2
      having sum(debit - credit) <> 0`,
  },
  {
    id: 'log.one-event-per-exchange',
    name: 'an exchange is told once, and nothing is told that was not exchanged',
    sql: `
      select business_id, refund_id, e.events
        from sales.exchanges x
        full join (select business_id, (payload->>'refundId')::uuid as refund_id, count(*) as events,
                          min(payload->>'saleId')::uuid as sale_id
                     from outbox.events where type = 'sales.transaction-exchanged'
                    group by 1, 2) e using (business_id, refund_id)
       where (e.events, e.sale_id) is distinct from (1, x.sale_id)`,
  },
  {
    id: 'stock.returned-items-moved-once',
    name: 'an item that came back in order is on its outlet’s shelf once, by its quantity and at its cost',
    sql: `
      select business_id, id, i.quantity, m.quantity as moved
        from (select i.business_id, i.id, t.outlet_id, i.stock_item_id, i.quantity * i.unit_factor as quantity, i.cost
                from sales.transaction_items i
                join sales.transactions t on t.business_id = i.business_id and t.id = i.transaction_id
               where i.original_item_id is not null and i.stock_item_id is not null) i
        full join (select business_id, source_line_id as id, outlet_id, stock_item_id, sum(delta) as quantity,
                          sum(value) as value
                     from inventory.stock_movements where reason = 'refund'
                    group by 1, 2, 3, 4) m using (business_id, id)
       where (i.outlet_id, i.stock_item_id, i.quantity, i.cost)
             is distinct from (m.outlet_id, m.stock_item_id, m.quantity, m.value)`,
  },
  {
    id: 'log.one-event-per-refund',
    name: 'a refund is told once, in its outlet’s stream, with its number and total, and nothing is told that was not refunded',
    sql: `
      select business_id, id, e.events
        from (select * from sales.transactions where type = 'refund') t
        full join (select business_id, (payload->>'transactionId')::uuid as id, count(*) as events,
                          min(stream_id::text)::uuid as stream_id, min(payload->>'receiptNumber') as receipt_number,
                          min((payload->>'refundTotal')::bigint) as refund_total
                     from outbox.events where type = 'sales.transaction-refunded'
                    group by 1, 2) e using (business_id, id)
       where (e.events, e.stream_id, e.receipt_number, e.refund_total)
             is distinct from (1, t.outlet_id, t.receipt_number, t.grand_total)`,
  },
  {
    id: 'listeners.refunds-followed',
    name: 'each refund of a sale that earned points took its share back once, and all of them together theirs',
    whenQuiet: true,
    sql: `
      select e.business_id, e.transaction_id, e.points as earned, sum(b.points) as taken_back
        from customers.loyalty_entries e
        join sales.refunds r on r.business_id = e.business_id and r.original_id = e.transaction_id
        join sales.transactions s on s.business_id = r.business_id and s.id = r.original_id
        join sales.transactions t on t.business_id = r.business_id and t.id = r.transaction_id
        left join customers.loyalty_entries b
          on b.business_id = r.business_id and b.transaction_id = r.transaction_id and b.kind = 'reverse'
             and b.customer_id = e.customer_id
       where e.kind = 'earn'
       group by 1, 2, 3, s.grand_total
      having bool_or(b.id is null)
          or -sum(b.points) <> coalesce(trunc(e.points * sum(t.grand_total) / nullif(s.grand_total, 0)), 0)`,
  },
];
