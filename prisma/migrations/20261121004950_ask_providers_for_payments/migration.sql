-- What providers are asked for: customers' payments, and money that goes back.
create schema payments;
grant usage on schema payments to tillbook_app, tillbook_doorkeeper;

/* A customer's payment. It is stored and committed before the provider is called; then the provider is called for it,
   outside of any transaction, until it has ended. */
create table payments.intents (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  method text not null check (method in ('qris', 'card')),
  provider text not null,
  amount bigint not null check (amount between 1 and 9007199254740991),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null default 'created'
    check (state in ('created', 'pending', 'paid', 'declined', 'expired', 'cancelled')),
  reference text,                           -- by which the provider knows it
  qr_payload text,
  next_call text check (next_call in ('create', 'status', 'cancel')),
  calls integer not null default 0 check (calls >= 0),
  next_call_at timestamptz,
  requested_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  primary key (business_id, id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, requested_by) references identity.employees,
  check ((next_call is null) = (next_call_at is null)),
  check (next_call is distinct from 'create' or state = 'created'),
  check (next_call is distinct from 'status' or state = 'pending'),
  check (state not in ('created', 'pending') or next_call in ('create', 'status'))
);
create index intents_by_call on payments.intents (next_call_at, business_id) where next_call is not null;
call platform.seal_tenant_table('payments.intents');

-- What was asked for stays what it was, and what has ended stays ended; only what was paid for nothing may be undone.
create function payments.guard_intent() returns trigger
  language plpgsql as $$
begin
  if (new.outlet_id, new.method, new.provider, new.amount, new.currency, new.requested_by, new.created_at, new.expires_at)
     is distinct from
     (old.outlet_id, old.method, old.provider, old.amount, old.currency, old.requested_by, old.created_at, old.expires_at)
  then
    raise exception 'a payment intent is asked for once' using errcode = 'TB001';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
       ('created', 'pending'), ('created', 'paid'), ('created', 'declined'), ('created', 'expired'), ('created', 'cancelled'),
       ('pending', 'paid'), ('pending', 'declined'), ('pending', 'expired'), ('pending', 'cancelled'), ('paid', 'cancelled'))
  then
    raise exception 'a payment intent does not go from % to %', old.state, new.state using errcode = 'TB001';
  end if;
  return new;
end $$;
create trigger guard before update on payments.intents for each row execute function payments.guard_intent();

-- Money that a provider is to give back, until it has, or will not. What it is for has it once.
create table payments.refunds (
  business_id uuid not null,
  id uuid not null,
  intent_id uuid not null,
  amount bigint not null check (amount > 0),
  reason text not null check (reason in ('late', 'unused', 'voided', 'refunded')),
  source_id uuid not null,
  state text not null default 'due' check (state in ('due', 'made', 'dead')),
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz,
  last_error text,
  reference text,                           -- by which the provider knows it
  owed_at timestamptz not null,
  primary key (business_id, id),
  unique (intent_id, source_id, business_id),
  foreign key (business_id, intent_id) references payments.intents,
  check ((state = 'due') = (next_attempt_at is not null)),
  check ((state = 'made') = (reference is not null))
);
create index refunds_by_attempt on payments.refunds (next_attempt_at, business_id) where state = 'due';
create index refunds_by_state on payments.refunds (state, id, business_id);
call platform.seal_tenant_table('payments.refunds');

-- Whoever goes round knows no tenant yet. The look across tenants that it needs; bounded.
create policy round_lookup on payments.intents for select to tillbook_doorkeeper using (true);
grant select (business_id, next_call, next_call_at) on payments.intents to tillbook_doorkeeper;
create policy round_lookup on payments.refunds for select to tillbook_doorkeeper using (true);
grant select (business_id, state, next_attempt_at) on payments.refunds to tillbook_doorkeeper;

grant create on schema payments to tillbook_doorkeeper;
create function payments.businesses_due(in_at timestamptz, in_limit integer) returns table (business_id uuid)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select d.business_id
      from (select i.business_id, i.next_call_at as due_at
              from payments.intents i where i.next_call is not null and i.next_call_at <= in_at
            union all
            select r.business_id, r.next_attempt_at
              from payments.refunds r where r.state = 'due' and r.next_attempt_at <= in_at) d
     group by d.business_id
     order by min(d.due_at)
     limit in_limit;
  end;
alter function payments.businesses_due owner to tillbook_doorkeeper;
revoke all on function payments.businesses_due from public;
grant execute on function payments.businesses_due to tillbook_app;
revoke create on schema payments from tillbook_doorkeeper;
