import type { Invariant } from './invariant';

export const offlineInvariants: readonly Invariant[] = [
  {
    id: 'offline.histories-gapless',
    name: 'the operations of a device count from 1 without gap or repeat, as far as its high-water mark',
    sql: `
      select business_id, device_id, o.operations, o.highest, h.applied_through
        from (select business_id, device_id, count(*) as operations, count(distinct sequence) as numbers,
                     min(sequence) as lowest, max(sequence) as highest
                from sales.offline_operations
               group by 1, 2) o
        full join (select * from sales.device_histories where applied_through > 0) h using (business_id, device_id)
       where (o.operations, o.numbers, o.lowest, o.highest)
             is distinct from (h.applied_through, h.applied_through, 1::bigint, h.applied_through)`,
  },
  {
    id: 'offline.histories-chained',
    name: 'each operation of a device builds on the hash of the one before it, and the mark on the last',
    sql: `
      select business_id, device_id, o.sequence
        from (select business_id, device_id, sequence, hash, previous_hash,
                     lag(hash, 1, decode(repeat('00', 32), 'hex')) over history as before,
                     lead(sequence) over history is null as is_last
                from sales.offline_operations
              window history as (partition by business_id, device_id order by sequence)) o
        left join sales.device_histories h using (business_id, device_id)
       where o.previous_hash <> o.before or o.is_last and o.hash is distinct from h.applied_hash`,
  },
  {
    id: 'offline.applied-once',
    name: 'each operation has one answer under its key: of the online command where it was applied, of the quarantine else',
    sql: `
      select o.business_id, o.id as operation_id, o.kind, o.refusal, r.operation
        from (select *, case when refusal is not null then 'sales.quarantine-operation'
                             else case kind when 'sale' then 'sales.create-transaction'
                                            when 'cash-movement' then 'sales.move-cash'
                                            when 'void' then 'sales.void-transaction'
                                            else 'sales.' || kind end end as done_as
                from sales.offline_operations) o
        left join platform.idempotency_records r on r.business_id = o.business_id and r.key = 'sync:' || o.id
       where r.operation is distinct from o.done_as or r.answer is null`,
  },
  {
    id: 'offline.nothing-lost',
    name: 'a sale that a till told is booked, and what was not applied is shown to a manager',
    sql: `
      select o.business_id, o.id as operation_id, o.kind
        from sales.offline_operations o
        left join sales.sync_exceptions e
          on e.business_id = o.business_id and e.operation_id = o.id and e.kind = 'quarantined'
        left join platform.idempotency_records r on r.business_id = o.business_id and r.key = 'sync:' || o.id
        left join sales.transactions t
          on t.business_id = o.business_id and t.id = (r.answer->>'transactionId')::uuid and o.refusal is null
       where (o.refusal is null) <> (e.id is null)
          or o.refusal is null and o.kind = 'sale' and t.id is null`,
  },
  {
    id: 'offline.exceptions-have-their-document',
    name: 'what was booked with an exception is the sale that it names, or the movement of cash of the operation',
    sql: `
      select e.business_id, e.id, e.kind, o.kind as operation
        from sales.sync_exceptions e
        left join sales.offline_operations o on o.business_id = e.business_id and o.id = e.operation_id
        left join sales.drawer_movements d on d.business_id = e.business_id and d.id = e.operation_id
       where e.kind <> 'quarantined'
         and (o.kind = 'sale', o.kind = 'cash-movement')
             is distinct from (e.transaction_id is not null, d.id is not null)`,
  },
  {
    id: 'offline.unanswered-is-told',
    name: 'a drawer that was opened for no sale has somebody who answers for it, or an exception that nobody does',
    sql: `
      select d.business_id, d.id, d.shift_id
        from sales.drawer_movements d
       where d.kind = 'no_sale' and d.approved_by is null
         and not exists (select from sales.sync_exceptions e
                          where e.business_id = d.business_id and e.operation_id = d.id and e.kind = 'not-entitled')`,
  },
  {
    id: 'offline.missing-is-told',
    name: 'a sale that somebody unknown owes, or that is owed beside a tip, has an exception that says what is missing',
    sql: `
      select t.business_id, t.id, t.on_account
        from sales.transactions t
       where t.type = 'sale' and t.on_account > 0 and (t.customer_id is null or t.tip > 0)
         and not exists (select from sales.sync_exceptions e
                          where e.business_id = t.business_id and e.transaction_id = t.id and e.kind = 'payment-missing'
                            and (e.facts->>'missing')::bigint <= t.on_account)`,
  },
  {
    id: 'offline.oversold-is-told',
    name: 'a level that was let go below zero has an exception that says so',
    sql: `
      select l.business_id, l.outlet_id, l.stock_item_id, l.quantity
        from inventory.stock_levels l
       where l.oversold
         and not exists (select from sales.sync_exceptions e
                          where e.business_id = l.business_id and e.outlet_id = l.outlet_id and e.kind = 'oversold'
                            and e.facts->'items' @> jsonb_build_array(jsonb_build_object('stockItemId', l.stock_item_id)))`,
  },
];
