-- How far the history of a device is known here, and the hash that its next operation builds on.
create table sales.device_histories (
  business_id uuid not null,
  device_id uuid not null,
  applied_through bigint not null default 0 check (applied_through >= 0),
  applied_hash bytea not null default decode(repeat('00', 32), 'hex') check (length(applied_hash) = 32),
  primary key (business_id, device_id),
  foreign key (business_id, device_id) references identity.devices
) with (fillfactor = 50);
call platform.seal_tenant_table('sales.device_histories');

/* What a till did while nobody heard it. content is the canonical JSON that its hash is of, as text: it may hold what
   jsonb cannot. One row, one outcome: applied in the commit of what it did, or quarantined with the reason. */
create table sales.offline_operations (
  business_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  outlet_id uuid not null,
  sequence bigint not null check (sequence > 0),
  hash bytea not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  kind text not null,
  content text not null,
  refusal jsonb,                            -- {code, detail}; null: it was applied
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (device_id, sequence, business_id),
  foreign key (business_id, device_id) references identity.devices,
  foreign key (business_id, outlet_id) references identity.outlets,
  check (hash = sha256(convert_to(content, 'UTF8')))
);
call platform.seal_tenant_table('sales.offline_operations', 'append-only');

/* The next operation of a device takes its place in the device's history, in the commit of what it does:
   {id, deviceId, outletId, sequence, hash, previousHash, kind, content, refusal}. The history is held until then, so an
   operation is in it once, and after the one before it, whoever brings it and however often. */
create function sales.take_turn(in_business uuid, in_operation jsonb) returns void
  language plpgsql as $$
declare
  device uuid := (in_operation->>'deviceId')::uuid;
  history sales.device_histories;
begin
  perform identity.require_device(in_business, device);
  insert into sales.device_histories (business_id, device_id) values (in_business, device) on conflict do nothing;
  select * into strict history from sales.device_histories h
   where h.business_id = in_business and h.device_id = device
     for no key update;
  if (in_operation->>'sequence')::bigint <> history.applied_through + 1
     or decode(in_operation->>'previousHash', 'hex') <> history.applied_hash then
    raise exception 'The operation is not the next of its device.' using errcode = 'TB409', detail = 'sync.out-of-turn';
  end if;
  insert into sales.offline_operations (business_id, id, device_id, outlet_id, sequence, hash, previous_hash, kind, content,
                                        refusal)
  values (in_business, (in_operation->>'id')::uuid, device, (in_operation->>'outletId')::uuid,
          (in_operation->>'sequence')::bigint, decode(in_operation->>'hash', 'hex'),
          decode(in_operation->>'previousHash', 'hex'), in_operation->>'kind', in_operation->>'content',
          nullif(in_operation->'refusal', 'null'));
  update sales.device_histories h
     set applied_through = history.applied_through + 1, applied_hash = decode(in_operation->>'hash', 'hex')
   where h.business_id = in_business and h.device_id = device;
end $$;

/* What a sale takes from the balances of its customer, under their locks: {customerId, saleId, businessDate, storeCredit,
   giftCards, openItem}.
   A sale on account is refused where the customer would owe more than may be owed. A sale that an offline till brings
   takes its turn here, in {operation}. */
create or replace function sales.take_balances(in_business uuid, in_balances jsonb) returns void
  language plpgsql as $$
declare
  customer uuid := (in_balances->>'customerId')::uuid;
  sale uuid := (in_balances->>'saleId')::uuid;
  store_credit bigint := (in_balances->>'storeCredit')::bigint;
  on_account bigint := (in_balances->'openItem'->>'amount')::bigint;
  allowed bigint;
  owed bigint;
begin
  if in_balances->'operation' <> 'null' then
    perform sales.take_turn(in_business, in_balances->'operation');
  end if;
  if store_credit > 0 then
    perform customers.add_store_credit(in_business, customer, -store_credit, 'sale', sale);
  end if;
  if jsonb_array_length(in_balances->'giftCards') > 0 then
    perform customers.spend_gift_cards(in_business, (in_balances->>'businessDate')::date, 'sale', sale,
                                       in_balances->'giftCards');
  end if;
  if on_account > 0 then
    allowed := customers.lock_credit_limit(in_business, customer);
    owed := ledger.owed_by(in_business, customer);
    if owed + on_account > allowed then
      raise exception 'The customer would owe more than may be owed.'
        using errcode = 'TB409', detail = 'customers.credit-limit-exceeded',
              hint = jsonb_build_object('limit', allowed, 'owed', owed, 'asked', on_account);
    end if;
  end if;
end $$;

-- Who those are that an offline till names as its cashiers. Whoever is not in it is nobody here.
create function identity.staff_named(in_business uuid, in_ids uuid[])
  returns table (id uuid, role text, active boolean, outlet_ids uuid[])
  language sql stable
  begin atomic
    select e.id, e.role, e.active,
           array(select o.outlet_id from identity.employee_outlets o
                  where o.business_id = e.business_id and o.employee_id = e.id)
      from identity.employees e
     where e.business_id = in_business and e.id = any(in_ids);
  end;

-- The answers that keys have earned.
create function platform.answers_of(in_business uuid, in_keys text[]) returns table (key text, answer jsonb)
  language sql stable
  begin atomic
    select r.key, r.answer
      from platform.idempotency_records r
     where r.business_id = in_business and r.key = any(in_keys);
  end;
