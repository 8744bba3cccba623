-- The outbox is a log: one stream per outlet, and one per business for facts that belong to no outlet.

create table outbox.streams (
  business_id uuid not null references identity.businesses,
  stream_id uuid not null,                  -- the outlet's id, or the business's own
  head bigint not null default 0,
  head_hash bytea not null default '\x00',
  primary key (business_id, stream_id)
) with (fillfactor = 50);
call platform.seal_tenant_table('outbox.streams');

create table outbox.events (
  business_id uuid not null,
  stream_id uuid not null,
  seq bigint not null,
  event_id uuid not null,
  type text not null,
  version integer not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  actor jsonb not null,
  correlation_id text not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (business_id, stream_id, seq),
  unique (event_id, business_id),
  foreign key (business_id, stream_id) references outbox.streams
);
call platform.seal_tenant_table('outbox.events', 'append-only');

create table outbox.cursors (
  business_id uuid not null,
  stream_id uuid not null,
  listener text not null,
  position bigint not null default 0,
  moved_at timestamptz not null default now(),
  primary key (business_id, stream_id, listener),
  foreign key (business_id, stream_id) references outbox.streams
) with (fillfactor = 50);
call platform.seal_tenant_table('outbox.cursors');

create table outbox.failures (
  business_id uuid not null,
  stream_id uuid not null,
  seq bigint not null,
  listener text not null,
  state text not null default 'parked' check (state in ('parked', 'dead', 'discarded', 'resolved')),
  attempts integer not null default 1,
  next_attempt_at timestamptz not null,
  last_error text not null,
  failed_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_reason text,
  primary key (business_id, stream_id, seq, listener),
  foreign key (business_id, stream_id, seq) references outbox.events
);
create index failures_due on outbox.failures (next_attempt_at, business_id) where state = 'parked';
call platform.seal_tenant_table('outbox.failures');

-- What the chain protects, in one canonical text; jsonb's text form is itself canonical. The same for ever; called stable
-- because what it is made of is, and then PostgreSQL inlines it.
create function outbox.event_hash(
  prev_hash bytea, business_id uuid, stream_id uuid, seq bigint, event_id uuid, type text, version integer,
  payload jsonb, occurred_at timestamptz, actor jsonb, correlation_id text
) returns bytea
  language sql stable parallel safe
  return sha256(prev_hash || convert_to(
    business_id || '|' || stream_id || '|' || seq || '|' || event_id || '|' || type || '|' || version || '|'
      || extract(epoch from occurred_at)::numeric(20,6) || '|' || correlation_id || '|' || actor || '|' || payload, 'UTF8'));

/* Appends events to a stream, in order: [{eventId, type, version, payload, occurredAt, actor, correlationId}].
   Takes the head's row lock, which orders everything that happened at the outlet; it is held until the commit,
   so this is the last statement of whatever writes. Returns the seq of the last event. */
create function outbox.append(in_business uuid, in_stream uuid, in_events jsonb) returns bigint
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

  update outbox.streams s set head = last_seq, head_hash = last_hash
   where s.business_id = in_business and s.stream_id = in_stream;
  return last_seq;
end $$;

/* The events that a listener has not seen, of all streams of a business, in order within each stream; at most about
   `at_most` of them, shared fairly between the streams. The cursors they hang on are locked until the commit, and one
   that another worker holds is passed over. A listener that is new begins at the head, or at the beginning. */
create function outbox.claim_batch(in_business uuid, in_listener text, at_most integer, begins_at_head boolean)
  returns setof outbox.events
  language plpgsql as $$
begin
  insert into outbox.cursors (business_id, stream_id, listener, position)
  select in_business, s.stream_id, in_listener, case when begins_at_head then s.head else 0 end
    from outbox.streams s
   where s.business_id = in_business
     and not exists (select from outbox.cursors c
                      where c.business_id = in_business and c.stream_id = s.stream_id and c.listener = in_listener)
  on conflict do nothing;

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

/* A range of a stream's numbers, for a socket that follows it: the events of the wanted types among the `span` numbers
   after `in_after`, each with the stream's head; the head alone when there are none. It sets its tenant itself, so that
   a reader needs one round trip. */
create function outbox.read_range(in_business uuid, in_stream uuid, in_after bigint, span integer, in_types text[])
  returns table (head bigint, seq bigint, event_id uuid, type text, version integer, payload jsonb,
                 occurred_at timestamptz, actor jsonb, correlation_id text)
  language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.business_id', in_business::text, true);
  return query
  select s.head, e.seq, e.event_id, e.type, e.version, e.payload, e.occurred_at, e.actor, e.correlation_id
    from outbox.streams s
    left join outbox.events e
      on e.business_id = s.business_id and e.stream_id = s.stream_id
     and e.seq > in_after and e.seq <= in_after + span and e.type = any(in_types)
   where s.business_id = in_business and s.stream_id = in_stream
   order by e.seq;
end $$;

/* Moves a listener's cursors: [{streamId, position}]. Tells whether more is waiting in their streams. */
create function outbox.move_cursors(in_business uuid, in_listener text, in_positions jsonb) returns boolean
  language plpgsql as $$
begin
  update outbox.cursors c set position = p.position, moved_at = clock_timestamp()
    from jsonb_to_recordset(in_positions) as p("streamId" uuid, position bigint)
   where c.business_id = in_business and c.stream_id = p."streamId" and c.listener = in_listener
     and c.position < p.position; -- forward only, also when two processes have sent the same batch
  return exists (
    select from jsonb_to_recordset(in_positions) as p("streamId" uuid, position bigint)
      join outbox.streams s on s.business_id = in_business and s.stream_id = p."streamId" and s.head > p.position
  );
end $$;

/* The first row of a stream whose number or hash does not follow from the row before it; null when the chain holds. */
create function outbox.first_broken_seq(in_business uuid, in_stream uuid) returns bigint
  language sql stable
  return (
    select min(case when e.seq <> e.place or e.hash <> e.expected or e.prev_hash <> e.previous then e.place end)
      from (
        select v.seq, v.hash, v.prev_hash,
               row_number() over w as place,
               lag(v.hash, 1, '\x00'::bytea) over w as previous,
               outbox.event_hash(v.prev_hash, v.business_id, v.stream_id, v.seq, v.event_id, v.type, v.version,
                 v.payload, v.occurred_at, v.actor, v.correlation_id) as expected
          from outbox.events v
         where v.business_id = in_business and v.stream_id = in_stream
        window w as (order by v.seq)
      ) e
  );

-- The relay's one question across tenants: which business has events that a listener has not seen. Ids only.
create policy relay_lookup on outbox.streams for select to tillbook_doorkeeper using (true);
create policy relay_lookup on outbox.cursors for select to tillbook_doorkeeper using (true);
grant select on outbox.streams, outbox.cursors to tillbook_doorkeeper;

create function outbox.waiting_businesses(listeners text[], at_most integer)
  returns table (business_id uuid, listener text)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select s.business_id, l.name
      from outbox.streams s
      cross join unnest(listeners) as l(name)
      left join outbox.cursors c on c.business_id = s.business_id and c.stream_id = s.stream_id and c.listener = l.name
     where s.head > coalesce(c.position, 0)
     group by 1, 2
     limit at_most;
  end;
grant create on schema outbox to tillbook_doorkeeper;
alter function outbox.waiting_businesses owner to tillbook_doorkeeper;
revoke all on function outbox.waiting_businesses from public;
grant execute on function outbox.waiting_businesses to tillbook_app;

-- The same question of the sockets of a process: how far have the streams come that they watch, whosever they are.
create function outbox.heads_of(businesses uuid[], streams uuid[])
  returns table (business_id uuid, stream_id uuid, head bigint)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select s.business_id, s.stream_id, s.head
      from unnest(businesses, streams) as w(business_id, stream_id)
      join outbox.streams s on s.business_id = w.business_id and s.stream_id = w.stream_id;
  end;
alter function outbox.heads_of owner to tillbook_doorkeeper;
revoke all on function outbox.heads_of from public;
grant execute on function outbox.heads_of to tillbook_app;
revoke create on schema outbox from tillbook_doorkeeper;

-- One row per key and business; the answer is stored in the commit that earned it, so it exists or nothing does.
create table platform.idempotency_records (
  business_id uuid not null references identity.businesses,
  key text not null check (length(key) between 1 and 255),
  operation text not null,
  request_hash bytea not null,
  answer jsonb,
  recorded_at timestamptz not null default now(),
  primary key (business_id, key)
) with (fillfactor = 70);
call platform.seal_tenant_table('platform.idempotency_records');

/* Claims the key for this database transaction and returns null, or returns the answer that it earned before.
   A second claimant waits on the unique index until the first commits or rolls back. */
create function platform.claim_idempotency_key(in_business uuid, in_key text, in_operation text, in_request_hash bytea)
  returns jsonb
  language plpgsql as $$
declare
  earlier platform.idempotency_records;
begin
  insert into platform.idempotency_records (business_id, key, operation, request_hash)
  values (in_business, in_key, in_operation, in_request_hash)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select * into strict earlier from platform.idempotency_records r where r.business_id = in_business and r.key = in_key;
  if earlier.operation <> in_operation or earlier.request_hash <> in_request_hash then
    raise exception 'the key was used for another request' using errcode = 'TB422', detail = 'request.idempotency-key-reused';
  end if;
  return earlier.answer;
end $$;

create function platform.store_answer(in_business uuid, in_key text, in_answer jsonb) returns jsonb
  language plpgsql as $$
begin
  update platform.idempotency_records r set answer = in_answer
   where r.business_id = in_business and r.key = in_key;
  return in_answer;
end $$;
