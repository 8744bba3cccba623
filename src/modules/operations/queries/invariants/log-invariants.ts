import type { Invariant } from './invariant';

export const logInvariants: readonly Invariant[] = [
  {
    id: 'log.one-event-per-sale',
    name: 'a sale is told once, in its outlet’s stream, with its receipt number and total',
    sql: `
      select t.business_id, t.id, e.events
        from sales.transactions t
        left join (select business_id, (payload->>'transactionId')::uuid as transaction_id, count(*) as events,
                          min(stream_id::text)::uuid as stream_id, min(payload->>'receiptNumber') as receipt_number,
                          min((payload->>'grandTotal')::bigint) as grand_total
                     from outbox.events where type = 'sales.transaction-created'
                    group by 1, 2) e on e.business_id = t.business_id and e.transaction_id = t.id
       where t.type = 'sale' and (e.events, e.stream_id, e.receipt_number, e.grand_total)
             is distinct from (1, t.outlet_id, t.receipt_number, t.grand_total)`,
  },
  {
    id: 'log.no-phantom-events',
    name: 'no sale is told that did not happen',
    sql: `
      select e.business_id, e.stream_id, e.seq, e.payload->>'transactionId' as transaction_id
        from outbox.events e
        left join sales.transactions t
          on t.business_id = e.business_id and t.id = (e.payload->>'transactionId')::uuid
       where e.type = 'sales.transaction-created' and t.id is null`,
  },
  {
    id: 'log.chain-holds',
    name: 'every event follows from the one before it, by number and by hash',
    sql: `
      select b.business_id, b.stream_id, b.seq
        from (select s.business_id, s.stream_id, outbox.first_broken_seq(s.business_id, s.stream_id) as seq
                from outbox.streams s) b
       where b.seq is not null`,
  },
  {
    id: 'log.head-is-the-last-event',
    name: 'the head of a stream is its last event',
    sql: `
      select business_id, stream_id, s.head, e.events, e.last_seq
        from outbox.streams s
        full join (select business_id, stream_id, count(*) as events, max(seq) as last_seq,
                          (array_agg(hash order by seq desc))[1] as last_hash
                     from outbox.events
                    group by 1, 2) e using (business_id, stream_id)
       where (s.head, s.head, s.head_hash)
             is distinct from (coalesce(e.events, 0), coalesce(e.last_seq, 0), coalesce(e.last_hash, decode('00', 'hex')))`,
  },
  {
    id: 'log.cursors-behind-the-head',
    name: 'no listener has seen what has not happened',
    sql: `
      select c.business_id, c.stream_id, c.listener, c.position, s.head
        from outbox.cursors c
        left join outbox.streams s on s.business_id = c.business_id and s.stream_id = c.stream_id
       where c.position not between 0 and coalesce(s.head, -1)`,
  },
  {
    id: 'log.nothing-from-the-future',
    name: 'nothing was recorded later than now',
    sql: `
      select r.business_id, r.part, r.id, r.recorded_at
        from (select business_id, 'transaction' as part, id, recorded_at from sales.transactions
              union all select business_id, 'drawer movement', id, recorded_at from sales.drawer_movements
              union all select business_id, 'stock movement', id, recorded_at from inventory.stock_movements
              union all select business_id, 'journal entry', id, recorded_at from ledger.journal_entries
              union all select business_id, 'event', event_id, recorded_at from outbox.events
              union all select business_id, 'loyalty entry', id, recorded_at from customers.loyalty_entries
              union all select business_id, 'audit entry', id, recorded_at from audit.entries) r
       where r.recorded_at > clock_timestamp() + interval '5 seconds'`,
  },
];
