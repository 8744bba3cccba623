import type { Invariant } from './invariant';

/** A sale that was undone has left nothing behind but what says so. */
export const undoingInvariants: readonly Invariant[] = [
  {
    id: 'sales.voids-mirror-their-sales',
    name: 'a void has the mirror of its sale’s entry, account by account',
    sql: `
      select v.business_id, v.transaction_id, v.journal_entry_id
        from sales.voids v
        join sales.transactions t on t.business_id = v.business_id and t.id = v.transaction_id
        left join ledger.journal_entries e
          on e.business_id = v.business_id and e.id = v.journal_entry_id and e.source_type = 'void'
             and e.source_id = v.transaction_id
        left join (select business_id, transaction_id, sum(abs(rest)) as rest
                     from (select v.business_id, v.transaction_id, l.account_id, sum(l.debit - l.credit) as rest
                             from sales.voids v
                             join sales.transactions t on t.business_id = v.business_id and t.id = v.transaction_id
                             join ledger.journal_lines l
                               on l.business_id = v.business_id and l.entry_id in (t.journal_entry_id, v.journal_entry_id)
                            group by 1, 2, 3) a
                    group by 1, 2) r on r.business_id = v.business_id and r.transaction_id = v.transaction_id
       where e.reverses_entry_id is distinct from t.journal_entry_id or r.rest <> 0
      union all
      select e.business_id, e.source_id, e.id
        from ledger.journal_entries e
        left join sales.voids v on v.business_id = e.business_id and v.journal_entry_id = e.id
       where e.source_type = 'void' and v.transaction_id is null`,
  },
  {
    id: 'sales.voids-give-back',
    name: 'what a sale moved in its drawer and took of store credit and gift cards went back with its void, and only then',
    sql: `
      select business_id, id, s.cash, d.cash as drawer, s.credit, c.amount as given
        from (select v.business_id, t.id, t.shift_id,
                     coalesce(sum(p.amount) filter (where p.method = 'cash'), 0) as cash,
                     coalesce(sum(p.amount) filter (where p.method = 'store_credit'), 0) as credit,
                     coalesce(sum(p.amount) filter (where p.method = 'gift_card'), 0) as cards
                from sales.voids v
                join sales.transactions t on t.business_id = v.business_id and t.id = v.transaction_id
                left join sales.payments p on p.business_id = t.business_id and p.transaction_id = t.id
               group by 1, 2, 3) s
        full join (select business_id, transaction_id as id, shift_id, sum(-amount) as cash
                     from sales.drawer_movements where kind = 'void'
                    group by 1, 2, 3) d using (business_id, id)
        full join (select business_id, source_id as id, amount
                     from customers.store_credit_entries where source_type = 'void') c using (business_id, id)
        full join (select business_id, source_id as id, sum(amount) as amount
                     from customers.gift_card_entries where source_type = 'void'
                    group by 1, 2) g using (business_id, id)
       where (s.cash, s.credit, s.cards)
             is distinct from (coalesce(d.cash, 0), coalesce(c.amount, 0), coalesce(g.amount, 0))
          or d.shift_id <> s.shift_id`,
  },
  {
    id: 'sales.voids-owe-nothing',
    name: 'what a voided sale had left on account is open no more, and nobody has paid it',
    sql: `
      select v.business_id, v.transaction_id, i.amount, a.amount as closed
        from sales.voids v
        join ledger.open_items i
          on i.business_id = v.business_id and i.source_type = 'sale' and i.source_id = v.transaction_id
        left join ledger.allocations a
          on a.business_id = i.business_id and a.open_item_id = i.id and a.source_type = 'void'
             and a.source_id = v.transaction_id
       where i.amount is distinct from a.amount`,
  },
  {
    id: 'stock.voids-put-back',
    name: 'what left a shelf for a sale is back with its void, at what it was worth, and only then',
    sql: `
      select m.business_id, m.source_id, m.stock_item_id, sum(m.delta) as quantity, sum(m.value) as value
        from inventory.stock_movements m
        left join sales.voids v on v.business_id = m.business_id and v.transaction_id = m.source_id
       where m.reason in ('sale', 'void')
       group by 1, 2, 3, m.outlet_id, v.transaction_id
      having case when v.transaction_id is null then bool_or(m.reason = 'void')
                  else sum(m.delta) <> 0 or sum(m.value) <> 0 end`,
  },
  {
    id: 'log.one-event-per-void',
    name: 'a void is told once, in its outlet’s stream, and nothing is told that was not voided',
    sql: `
      select business_id, transaction_id, e.events
        from (select v.business_id, v.transaction_id, t.outlet_id
                from sales.voids v
                join sales.transactions t on t.business_id = v.business_id and t.id = v.transaction_id) v
        full join (select business_id, (payload->>'transactionId')::uuid as transaction_id, count(*) as events,
                          min(stream_id::text)::uuid as stream_id
                     from outbox.events where type = 'sales.transaction-voided'
                    group by 1, 2) e using (business_id, transaction_id)
       where (e.events, e.stream_id) is distinct from (1, v.outlet_id)`,
  },
  {
    id: 'listeners.voids-followed',
    name: 'of a voided sale the kitchen makes nothing more, and its points were taken back, once',
    whenQuiet: true,
    sql: `
      select v.business_id, v.transaction_id, o.status, e.points as earned, r.points as taken_back
        from sales.voids v
        left join kitchen.orders o on o.business_id = v.business_id and o.transaction_id = v.transaction_id
        left join customers.loyalty_entries e
          on e.business_id = v.business_id and e.transaction_id = v.transaction_id and e.kind = 'earn'
        left join customers.loyalty_entries r
          on r.business_id = v.business_id and r.transaction_id = v.transaction_id and r.kind = 'reverse'
       where o.status in ('pending', 'preparing', 'ready')
          or (e.customer_id, -e.points) is distinct from (r.customer_id, r.points)`,
  },
];
