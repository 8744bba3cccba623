import type { Invariant } from './invariant';

export const peopleInvariants: readonly Invariant[] = [
  {
    id: 'customers.points-are-their-entries',
    name: 'a customer’s points are the sum of the loyalty entries',
    sql: `
      select c.business_id, c.id, c.points, e.earned
        from customers.customers c
        left join (select business_id, customer_id, sum(points) as earned
                     from customers.loyalty_entries
                    group by 1, 2) e on e.business_id = c.business_id and e.customer_id = c.id
       where c.points <> coalesce(e.earned, 0)`,
  },
  {
    id: 'identity.one-live-refresh-token',
    name: 'a log-in has at most one refresh token that can still be used',
    sql: `
      select r.business_id, r.family_id, count(*) as live
        from identity.refresh_tokens r
       where r.used_at is null and r.revoked_at is null
       group by 1, 2
      having count(*) > 1`,
  },
  {
    id: 'database.no-abandoned-transaction',
    name: 'no session sits in a transaction and does nothing',
    sql: `
      select a.pid, a.application_name, a.state_change
        from pg_stat_activity a
       where a.datname = current_database() and a.pid <> pg_backend_pid()
         and a.state like 'idle in transaction%' and a.state_change < clock_timestamp() - interval '1 second'`,
  },
];
