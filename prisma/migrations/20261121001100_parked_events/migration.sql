-- What a listener could not take is parked and tried again, while its cursor goes on.

drop function outbox.waiting_businesses;
drop function outbox.claim_batch;

-- The event that a listener has taken in hand, of each stream; 0 when none. One that is found here again, and is still the
-- next, may have ended the process that had it; one that was alone in hand did. Written outside the transaction of the effect, so that it outlives a crash; for that
-- reason it refers to the stream, not to the cursor, which that transaction has locked.
create table outbox.in_hand (
  business_id uuid not null,
  stream_id uuid not null,
  listener text not null,
  seq bigint not null,
  alone boolean not null,
  taken_at timestamptz not null default clock_timestamp(),
  primary key (business_id, stream_id, listener),
  foreign key (business_id, stream_id) references outbox.streams
) with (fillfactor = 50);
call platform.seal_tenant_table('outbox.in_hand');

create index failures_unsettled on outbox.failures (state, failed_at, business_id) where state in ('parked', 'dead');

-- When a stream last grew, a moment before that was committed. Lets the sweep pass over the idle ones.
alter table outbox.streams add column advanced_at timestamptz not null default now();

/* Appends events to a stream, in order: [{eventId, type, version, payload, occurredAt, actor, correlationId}].
   Takes the head's row lock, which orders everything that happened at the outlet; it is held until the commit,
   so this is the last statement of whatever writes. Returns the seq of the last event. */
create or replace function outbox.append(in_business uuid, in_stream uuid, in_events jsonb) returns bigint
  language plpgsql as $$
declare
  event jsonb;
  last_seq bigint;
  last_hash bytea;
  next_hash bytea;
begin
  -- The lock.
  select s.head, s.head_hash into last_seq, last_hash from outbox.streams s
   where s.business_id = in_business and s.stream_id = in_stream
     for no key update;
  if not found then
    raise exception 'stream % does not exist', in_stream using errcode = 'TB404', detail = 'outbox.stream-not-found';
  end if;

  -- A chain is made link by link; a command records one event or two.
  for event in select jsonb_array_elements(in_events) loop
    last_seq := last_seq + 1;
    next_hash := outbox.event_hash(last_hash, in_business, in_stream, last_seq, (event->>'eventId')::uuid,
      event->>'type', (event->>'version')::integer, event->'payload', (event->>'occurredAt')::timestamptz,
      event->'actor', event->>'correlationId');
    insert into outbox.events (business_id, stream_id, seq, event_id, type, version, payload, occurred_at, actor,
                               correlation_id, prev_hash, hash)
    values (in_business, in_stream, last_seq, (event->>'eventId')::uuid, event->>'type', (event->>'version')::integer,
            event->'payload', (event->>'occurredAt')::timestamptz, event->'actor', event->>'correlationId', last_hash,
            next_hash);
    last_hash := next_hash;
  end loop;

  update outbox.streams s set head = last_seq, head_hash = last_hash, advanced_at = clock_timestamp()
   where s.business_id = in_business and s.stream_id = in_stream;
  return last_seq;
end $$;

-- When each listener was first seen, by whichever process: one that begins at the head takes what was recorded since.
create table outbox.listeners (
  name text primary key,
  began_at timestamptz not null default clock_timestamp()
);
grant select, insert on outbox.listeners to tillbook_app;

create function outbox.register_listeners(names text[]) returns void
  language plpgsql as $$
begin
  insert into outbox.listeners (name) select unnest(names) on conflict do nothing;
end $$;

/* A listener that is new, or an outlet that is, gets its cursor: at the beginning, or where the stream stood when the
   listener began. */
create function outbox.begin_cursors(in_business uuid, in_listener text, begins_at_head boolean) returns void
  language plpgsql as $$
begin
  if not exists (select from outbox.streams s
                  where s.business_id = in_business
                    and not exists (select from outbox.cursors c
                                     where c.business_id = in_business and c.stream_id = s.stream_id
                                       and c.listener = in_listener)) then
    return;
  end if;
  perform outbox.register_listeners(array[in_listener]);
  insert into outbox.cursors (business_id, stream_id, listener, position)
  select in_business, s.stream_id, in_listener,
         case when begins_at_head then coalesce((
           select e.seq from outbox.events e
            where e.business_id = in_business and e.stream_id = s.stream_id and e.recorded_at < l.began_at
            order by e.seq desc
            limit 1), 0) else 0 end
    from outbox.streams s
    join outbox.listeners l on l.name = in_listener
   where s.business_id = in_business
  on conflict do nothing;
end $$;

/* The events that a listener has not seen, of all streams of a business, in order within each stream; at most about
   `at_most` of them, shared fairly between the streams. The cursors they hang on are locked until the commit, and one
   that another worker holds is passed over. */
create function outbox.claim_batch(in_business uuid, in_listener text, at_most integer, begins_at_head boolean)
  returns setof outbox.events
  language plpgsql as $$
begin
  perform outbox.begin_cursors(in_business, in_listener, begins_at_head);
  return query
  with held as (
    select c.stream_id, c.position
      from outbox.cursors c
      join outbox.streams s on s.business_id = c.business_id and s.stream_id = c.stream_id
     where c.business_id = in_business and c.listener = in_listener and s.head > c.position
       for update of c skip locked
  )
  select e.*
    from held h
    cross join lateral (
      select * from outbox.events v
       where v.business_id = in_business and v.stream_id = h.stream_id and v.seq > h.position
       order by v.seq
       limit greatest(1, at_most / (select count(*) from held))
    ) e
   order by e.stream_id, e.seq;
end $$;

/* One event that a listener has not seen, the next of a stream, or of the given one; its cursor is locked until the
   commit. */
create function outbox.claim_next(in_business uuid, in_listener text, begins_at_head boolean, in_stream uuid)
  returns setof outbox.events
  language plpgsql as $$
begin
  perform outbox.begin_cursors(in_business, in_listener, begins_at_head);
  return query
  with held as (
    select c.stream_id, c.position
      from outbox.cursors c
      join outbox.streams s on s.business_id = c.business_id and s.stream_id = c.stream_id
     where c.business_id = in_business and c.listener = in_listener and s.head > c.position
       and (in_stream is null or c.stream_id = in_stream)
     order by c.stream_id
     limit 1
       for update of c skip locked
  )
  select e.*
    from held h
    join outbox.events e on e.business_id = in_business and e.stream_id = h.stream_id and e.seq = h.position + 1;
end $$;

/* Notes, in a commit of its own, where a batch begins in each of its streams. False when a batch was noted before that
   began there: then nobody heard how that ended. It sets its tenant itself. */
create function outbox.take_batch_in_hand(in_business uuid, in_listener text, in_streams uuid[], in_seqs bigint[])
  returns boolean
  language plpgsql as $$
begin
  perform set_config('app.business_id', in_business::text, true);
  if exists (select from unnest(in_streams, in_seqs) as n(stream_id, seq)
               join outbox.in_hand h
                 on h.business_id = in_business and h.stream_id = n.stream_id and h.listener = in_listener
                and h.seq = n.seq) then
    return false;
  end if;
  insert into outbox.in_hand (business_id, stream_id, listener, seq, alone)
  select in_business, n.stream_id, in_listener, n.seq, false
    from unnest(in_streams, in_seqs) as n(stream_id, seq)
   order by n.stream_id
  on conflict (business_id, stream_id, listener) do update
     set seq = excluded.seq, alone = false, taken_at = excluded.taken_at;
  return true;
end $$;

/* Notes likewise that one event is taken in hand alone. False when that was noted before: it came to no end. */
create function outbox.take_in_hand(in_business uuid, in_stream uuid, in_listener text, in_seq bigint) returns boolean
  language plpgsql as $$
begin
  perform set_config('app.business_id', in_business::text, true);
  insert into outbox.in_hand as h (business_id, stream_id, listener, seq, alone)
  values (in_business, in_stream, in_listener, in_seq, true)
  on conflict (business_id, stream_id, listener) do update
     set seq = excluded.seq, alone = true, taken_at = excluded.taken_at
   where not (h.alone and h.seq = excluded.seq);
  return found;
end $$;

/* Takes the parked event whose time came first, in a commit of its own: the attempt counts before it is made, so that
   one that ends the process is not made for ever. What has had its attempts is dead. It sets its tenant itself. */
create function outbox.take_due(in_business uuid, in_listener text, max_retries integer, lease interval)
  returns table (stream_id uuid, seq bigint, attempts integer)
  language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.business_id', in_business::text, true);
  update outbox.failures f
     set state = 'dead', settled_at = clock_timestamp(),
         last_error = 'The last attempt came to no end: the process was killed. Before that: ' || f.last_error
   where f.business_id = in_business and f.listener = in_listener and f.state = 'parked'
     and f.next_attempt_at <= clock_timestamp() and f.attempts > max_retries;
  return query
  with d as materialized ( -- as a subquery a nested loop would ask it for each row, and take them all
    select p.stream_id, p.seq
      from outbox.failures p
     where p.business_id = in_business and p.listener = in_listener and p.state = 'parked'
       and p.next_attempt_at <= clock_timestamp()
     order by p.next_attempt_at
     limit 1
       for update skip locked
  )
  update outbox.failures f
     set attempts = f.attempts + 1, next_attempt_at = clock_timestamp() + lease
    from d
   where f.business_id = in_business and f.listener = in_listener and f.stream_id = d.stream_id and f.seq = d.seq
  returning f.stream_id, f.seq, f.attempts;
end $$;

-- The relay's one question across tenants: which business has something for which listener, in the streams that grew
-- `within` so long, or in all of them where that is null. Ids only. At random among more than it can take, so that those
-- who cannot be served hide nobody else.
create policy relay_lookup on outbox.failures for select to tillbook_doorkeeper using (true);
grant select (business_id, listener, state, next_attempt_at) on outbox.failures to tillbook_doorkeeper;

grant create on schema outbox to tillbook_doorkeeper;
create function outbox.turns_due(listeners text[], at_most integer, within interval)
  returns table (listener text, business_id uuid, has_events boolean, has_retries boolean)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select w.listener, w.business_id, bool_or(w.has_events), bool_or(not w.has_events)
      from (select l.name as listener, s.business_id, true as has_events
              from outbox.streams s
              cross join unnest(listeners) as l(name)
             where (within is null or s.advanced_at > now() - within)
                   -- By its key, after the streams are few: a join would read the cursors of all.
               and s.head > coalesce((select c.position from outbox.cursors c
                                       where c.business_id = s.business_id and c.stream_id = s.stream_id
                                         and c.listener = l.name), 0)
             group by 1, 2
            union all
            select f.listener, f.business_id, false
              from outbox.failures f
             where f.state = 'parked' and f.next_attempt_at <= clock_timestamp() and f.listener = any(listeners)
             group by 1, 2) w
     group by 1, 2
     order by random()
     limit at_most;
  end;
alter function outbox.turns_due owner to tillbook_doorkeeper;
revoke all on function outbox.turns_due from public;
grant execute on function outbox.turns_due to tillbook_app;

-- What metrics tell of all tenants together: per listener how many events wait, since when, and how many are parked or dead.
create policy relay_lookup on outbox.events for select to tillbook_doorkeeper using (true);
grant select (business_id, stream_id, seq, recorded_at) on outbox.events to tillbook_doorkeeper;

create function outbox.backlog(listeners text[])
  returns table (listener text, waiting bigint, oldest timestamptz, parked bigint, dead bigint)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select l.name, coalesce(w.waiting, 0), w.oldest, coalesce(f.parked, 0), coalesce(f.dead, 0)
      from unnest(listeners) as l(name)
      left join (select n.name, sum(s.head - coalesce(c.position, 0))::bigint as waiting, min(e.recorded_at) as oldest
                   from outbox.streams s
                   cross join unnest(listeners) as n(name)
                   left join outbox.cursors c
                     on c.business_id = s.business_id and c.stream_id = s.stream_id and c.listener = n.name
                   left join outbox.events e
                     on e.business_id = s.business_id and e.stream_id = s.stream_id and e.seq = coalesce(c.position, 0) + 1
                  where s.head > coalesce(c.position, 0)
                  group by 1) w on w.name = l.name
      left join (select p.listener, count(*) filter (where p.state = 'parked') as parked,
                        count(*) filter (where p.state = 'dead') as dead
                   from outbox.failures p
                  where p.state in ('parked', 'dead')
                  group by 1) f on f.listener = l.name;
  end;
alter function outbox.backlog owner to tillbook_doorkeeper;
revoke all on function outbox.backlog from public;
grant execute on function outbox.backlog to tillbook_app;
revoke create on schema outbox from tillbook_doorkeeper;

-- How often the impatient tenant wants to be looked after.
create policy relay_lookup on identity.tenant_config for select to tillbook_doorkeeper using (true);
grant select (worker_poll_interval_ms) on identity.tenant_config to tillbook_doorkeeper;

grant create on schema identity to tillbook_doorkeeper;
create function identity.shortest_poll_interval() returns table (shortest integer)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select min(worker_poll_interval_ms) from identity.tenant_config;
  end;
alter function identity.shortest_poll_interval owner to tillbook_doorkeeper;
revoke all on function identity.shortest_poll_interval from public;
grant execute on function identity.shortest_poll_interval to tillbook_app;
revoke create on schema identity from tillbook_doorkeeper;
