-- Which payment of which sale a paid intent is. It is that once, and for good.
alter table payments.intents
  add column sale_id uuid,
  add column payment_id uuid,
  add check ((sale_id is null) = (payment_id is null)),
  add check (sale_id is null or state = 'paid');
create unique index intents_by_payment on payments.intents (payment_id, business_id) where payment_id is not null;
create index intents_by_sale on payments.intents (sale_id, business_id) where sale_id is not null;

create or replace function payments.guard_intent() returns trigger
  language plpgsql as $$
begin
  if (new.outlet_id, new.method, new.provider, new.amount, new.currency, new.requested_by, new.created_at, new.expires_at)
     is distinct from
     (old.outlet_id, old.method, old.provider, old.amount, old.currency, old.requested_by, old.created_at, old.expires_at)
     or (old.sale_id is not null and (new.sale_id, new.payment_id) is distinct from (old.sale_id, old.payment_id))
  then
    raise exception 'a payment intent is asked for once, and pays once' using errcode = 'TB001';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
       ('created', 'pending'), ('created', 'paid'), ('created', 'declined'), ('created', 'expired'), ('created', 'cancelled'),
       ('pending', 'paid'), ('pending', 'declined'), ('pending', 'expired'), ('pending', 'cancelled'), ('paid', 'cancelled'))
  then
    raise exception 'a payment intent does not go from % to %', old.state, new.state using errcode = 'TB001';
  end if;
  return new;
end $$;

/* Pays a sale with intents: [{id, intentId, method, amount}]. Each must be paid, of this outlet, for just that
   amount by that method, and no other sale's. They stay locked until the commit: of many sales at once one has it. */
create function payments.use_intents(in_business uuid, in_outlet uuid, in_sale uuid, in_intents jsonb) returns void
  language plpgsql as $$
declare
  payment record;
  intent payments.intents;
begin
  for payment in
    select p."intentId" as intent_id, p.id, p.method, p.amount
      from jsonb_to_recordset(in_intents) as p("intentId" uuid, id uuid, method text, amount bigint)
     order by 1
  loop
    select i.* into intent from payments.intents i
     where i.business_id = in_business and i.id = payment.intent_id and i.outlet_id = in_outlet
       for update;
    if not found then
      raise exception 'There is no such payment intent.' using errcode = 'TB404', detail = 'payments.intent-not-found';
    elsif intent.sale_id is not null then
      raise exception 'A sale has been paid with this payment intent.'
        using errcode = 'TB409', detail = 'payments.intent-used';
    elsif intent.state <> 'paid' then
      raise exception 'The payment intent is %.', intent.state
        using errcode = 'TB409', detail = 'payments.intent-not-paid', hint = jsonb_build_object('state', intent.state);
    elsif (intent.method, intent.amount) <> (payment.method, payment.amount) then
      raise exception 'The payment intent is of another amount or method.'
        using errcode = 'TB422', detail = 'payments.intent-differs',
              hint = jsonb_build_object('method', intent.method, 'amount', intent.amount);
    end if;
    update payments.intents i set sale_id = in_sale, payment_id = payment.id
     where i.business_id = in_business and i.id = payment.intent_id;
  end loop;
end $$;

-- How a sale was paid, with which intents, and what that did to the drawer.
create or replace function sales.insert_payments(in_business uuid, plan jsonb) returns void
  language plpgsql as $$
declare
  sale jsonb := plan->'transaction';
  intents jsonb := jsonb_path_query_array(plan->'payments', '$[*] ? (@.intentId != null)');
begin
  if jsonb_array_length(intents) > 0 then
    perform payments.use_intents(in_business, (sale->>'outletId')::uuid, (sale->>'id')::uuid, intents);
  end if;

  insert into sales.payments (business_id, id, transaction_id, line_number, method, tendered, change, amount, reference)
  select in_business, p.id, (sale->>'id')::uuid, p."lineNumber", p.method, p.tendered, p.change, p.amount, p.reference
    from jsonb_to_recordset(plan->'payments') as p(id uuid, "lineNumber" integer, method text, tendered bigint,
           change bigint, amount bigint, reference text);

  if plan->'drawerMovement' <> 'null' then
    insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, recorded_by)
    values (in_business, (plan->'drawerMovement'->>'id')::uuid, (sale->>'shiftId')::uuid, 'sale',
            (plan->'drawerMovement'->>'amount')::bigint, (sale->>'id')::uuid, (sale->>'employeeId')::uuid);
  end if;
end $$;
