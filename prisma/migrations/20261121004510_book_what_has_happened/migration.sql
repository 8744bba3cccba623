/* What a manager has to look at: a sale that was booked although something spoke against it, or an operation that was not
   applied. It is raised in the commit that books or keeps the operation. */
create table sales.sync_exceptions (
  business_id uuid not null,
  id uuid not null,
  operation_id uuid not null,
  outlet_id uuid not null,
  kind text not null check (kind in ('quarantined', 'oversold', 'price-drift', 'late-shift', 'unknown-product',
    'unknown-customer', 'unknown-table', 'not-entitled', 'period-closed', 'clock-ahead')),
  transaction_id uuid,                      -- what was booked; null: nothing
  facts jsonb not null,
  raised_at timestamptz not null default clock_timestamp(),
  resolution text check (resolution in ('accepted', 'corrected', 'discarded')),
  note text,
  resolved_by uuid,
  resolved_at timestamptz,
  primary key (business_id, id),
  unique (operation_id, kind, business_id),
  foreign key (business_id, operation_id) references sales.offline_operations,
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, transaction_id) references sales.transactions deferrable initially deferred,
  foreign key (business_id, resolved_by) references identity.employees,
  check ((kind = 'quarantined') = (transaction_id is null)),
  check (num_nulls(resolution, note, resolved_by, resolved_at) in (0, 4))
);
create index sync_exceptions_of_outlet on sales.sync_exceptions (outlet_id, id, business_id);
create index sync_exceptions_unresolved on sales.sync_exceptions (outlet_id, id, business_id) where resolution is null;
call platform.seal_tenant_table('sales.sync_exceptions');

-- What was quarantined before there was a list of it.
do $$
begin
  alter table sales.offline_operations no force row level security;
  alter table sales.sync_exceptions no force row level security;
  insert into sales.sync_exceptions (business_id, id, operation_id, outlet_id, kind, facts, raised_at)
  select business_id, id, id, outlet_id, 'quarantined', refusal, recorded_at
    from sales.offline_operations where refusal is not null;
  alter table sales.offline_operations force row level security;
  alter table sales.sync_exceptions force row level security;
end $$;

/* What speaks against an operation that is in its history by now: [{id, kind, facts}]. */
create function sales.raise_exceptions(in_business uuid, in_operation jsonb, in_transaction uuid) returns void
  language sql as $$
  insert into sales.sync_exceptions (business_id, id, operation_id, outlet_id, kind, transaction_id, facts)
  select in_business, e.id, (in_operation->>'id')::uuid, (in_operation->>'outletId')::uuid, e.kind, in_transaction, e.facts
    from jsonb_to_recordset(in_operation->'exceptions') as e(id uuid, kind text, facts jsonb);
$$;

-- Goods that an offline till has sold are gone, whatever the level says.
alter table inventory.stock_levels
  add column oversold boolean not null default false, -- it was let go below zero, once or more
  drop constraint never_negative_by_accident,
  add constraint never_negative_by_accident check (quantity >= 0 or may_go_negative or oversold);

/* Lets the levels of an outlet go below zero for goods that are gone already: [{stockItemId, quantity}]. Holds them, in the
   order of their ids, for the rest of the caller's tx. Returns what is short, [{stockItemId, requested, available}], or
   null. */
create function inventory.let_go_below(in_business uuid, in_outlet uuid, in_lines jsonb) returns jsonb
  language plpgsql as $$
declare
  items uuid[] := array(select distinct (x->>'stockItemId')::uuid from jsonb_array_elements(in_lines) x order by 1);
  short jsonb;
begin
  -- Nothing of it was ever there.
  insert into inventory.stock_levels (business_id, outlet_id, stock_item_id)
  select in_business, in_outlet, i.id from inventory.stock_items i
   where i.business_id = in_business and i.id = any(items)
   order by i.id
  on conflict do nothing;
  perform from inventory.stock_levels l
    where l.business_id = in_business and l.outlet_id = in_outlet and l.stock_item_id = any(items)
    order by l.stock_item_id
      for no key update;
  with wanted as (
    select r."stockItemId" as stock_item_id, sum(r.quantity) as quantity
      from jsonb_to_recordset(in_lines) as r("stockItemId" uuid, quantity numeric)
     group by 1
  ), let as (
    update inventory.stock_levels l
       set oversold = true
      from wanted w
     where l.business_id = in_business and l.outlet_id = in_outlet and l.stock_item_id = w.stock_item_id
       and l.quantity < w.quantity and not l.may_go_negative
    returning l.stock_item_id, w.quantity as requested, l.quantity as available
  )
  select jsonb_agg(jsonb_build_object('stockItemId', t.stock_item_id, 'requested', trim_scale(t.requested)::text,
           'available', trim_scale(t.available)::text) order by t.stock_item_id)
    into short
    from let t;
  return short;
end $$;

/* Takes goods off the shelves of an outlet: [{movementId, lineId, sourceId, stockItemId, quantity, occurredAt,
   gone?}]. Refuses, with the list of short items, unless every level suffices or may go negative; goods that are gone
   already, whose levels let_go_below has let, are never short.
   Returns what each line cost, and what it left on the shelf. */
create or replace function inventory.issue_stock(in_business uuid, in_outlet uuid, in_reason text, in_lines jsonb)
  returns table (line_id uuid, source_id uuid, stock_item_id uuid, unit_cost numeric, cost bigint, inventory_role text,
                 quantity_after numeric)
  language plpgsql as $$
#variable_conflict use_column
declare
  -- Arrays, so that each step finds its rows by the primary key, whatever the planner believes of the tables.
  items uuid[] := array(select (x->>'stockItemId')::uuid from jsonb_array_elements(in_lines) x);
  levels inventory.stock_levels[];
  short jsonb;
begin
  -- The lock: always in the order of the ids, so that two carts with the same goods cannot wait for each other.
  select array_agg(locked.level) into levels
    from (select l as level from inventory.stock_levels l
           where l.business_id = in_business and l.outlet_id = in_outlet
             and l.stock_item_id = any(items)
           order by l.stock_item_id
             for no key update) locked;

  select jsonb_agg(jsonb_build_object('stockItemId', w.stock_item_id, 'requested', trim_scale(w.wanted)::text,
           'available', trim_scale(coalesce(l.quantity, 0))::text) order by w.stock_item_id)
    into short
    from (select r."stockItemId" as stock_item_id, sum(r.quantity) as wanted
            from jsonb_to_recordset(in_lines) as r("stockItemId" uuid, quantity numeric, gone boolean)
           where r.gone is not true
           group by 1) w
    left join unnest(levels) l on l.stock_item_id = w.stock_item_id
   where coalesce(l.quantity, 0) < w.wanted and not coalesce(l.may_go_negative, false);
  if short is not null then
    raise exception 'insufficient stock' using errcode = 'TB409', detail = 'inventory.insufficient-stock', hint = short::text;
  end if;

  return query
  with line as (
    select r."lineId" as line_id, r."sourceId" as source_id, r."movementId" as movement_id,
           r."stockItemId" as stock_item_id, r.quantity, r."occurredAt" as occurred_at,
           sum(r.quantity) over (partition by r."stockItemId" order by r.place) as so_far
      from rows from (jsonb_to_recordset(in_lines) as ("lineId" uuid, "sourceId" uuid, "movementId" uuid,
             "stockItemId" uuid, quantity numeric, "occurredAt" timestamptz)) with ordinality
        as r("lineId", "sourceId", "movementId", "stockItemId", quantity, "occurredAt", place)
  ), costed as (
    select n.*, l.quantity - n.so_far as quantity_after,
           inventory.cost_of_issue(l.quantity, l.value, l.unit_cost, n.so_far)
             - inventory.cost_of_issue(l.quantity, l.value, l.unit_cost, n.so_far - n.quantity) as cost
      from line n
      join unnest(levels) l on l.stock_item_id = n.stock_item_id
  ), moved as (
    insert into inventory.stock_movements (business_id, id, outlet_id, stock_item_id, reason, delta, value, unit_cost,
                                           quantity_after, source_id, source_line_id, occurred_at)
    select in_business, c.movement_id, in_outlet, c.stock_item_id, in_reason, -c.quantity, -c.cost,
           round(c.cost / c.quantity, 4), c.quantity_after, c.source_id, c.line_id, c.occurred_at
      from costed c
  ), lowered as (
    update inventory.stock_levels l
       set quantity = l.quantity - t.quantity, value = l.value - t.cost
      from (select c.stock_item_id, sum(c.quantity) as quantity, sum(c.cost)::bigint as cost from costed c group by 1) t
     where l.business_id = in_business and l.outlet_id = in_outlet and l.stock_item_id = t.stock_item_id
       and l.stock_item_id = any(items)
  )
  select c.line_id, c.source_id, c.stock_item_id, round(c.cost / c.quantity, 4), c.cost, i.inventory_role, c.quantity_after
    from costed c
    join inventory.stock_items i on i.business_id = in_business and i.id = c.stock_item_id and i.id = any(items);
end $$;

/* The product of a business that stands in for one that nobody knows here: {id, taxCode}. It is not for sale. */
create function catalog.keep_stand_in(in_business uuid, in_stand_in jsonb) returns void
  language plpgsql as $$
declare
  stand_in uuid := (in_stand_in->>'id')::uuid;
begin
  if exists (select from catalog.products p where p.business_id = in_business and p.id = stand_in) then
    return;
  end if;
  insert into catalog.categories (business_id, id, name, sort_order)
  values (in_business, stand_in, 'Tidak dikenal ' || right(stand_in::text, 4), 9999)
  on conflict do nothing;
  insert into catalog.products (business_id, id, category_id, sku, name, price, track_stock, quantity_decimals, tax_code,
                                active)
  values (in_business, stand_in, stand_in, 'STAND-IN-' || stand_in, 'Barang tidak dikenal', 0, false, 4,
          in_stand_in->>'taxCode', false)
  on conflict do nothing;
end $$;

/* A sale that has happened while its till was offline takes its turn, with what speaks against it. Its goods are gone:
   what is short of them is told, and no refusal. {…, exceptions, standIn, takes: [{stockItemId, quantity}], shortageId} */
create function sales.take_offline_sale(in_business uuid, in_operation jsonb, in_transaction uuid) returns void
  language plpgsql as $$
declare
  short jsonb;
begin
  perform sales.take_turn(in_business, in_operation);
  if in_operation->'standIn' <> 'null' then
    perform catalog.keep_stand_in(in_business, in_operation->'standIn');
  end if;
  perform sales.raise_exceptions(in_business, in_operation, in_transaction);
  short := inventory.let_go_below(in_business, (in_operation->>'outletId')::uuid, in_operation->'takes');
  if short is not null then
    perform sales.raise_exceptions(in_business,
      in_operation || jsonb_build_object('exceptions', jsonb_build_array(jsonb_build_object(
        'id', in_operation->'shortageId', 'kind', 'oversold', 'facts', jsonb_build_object('items', short)))),
      in_transaction);
  end if;
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
    perform sales.take_offline_sale(in_business, in_balances->'operation', sale);
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
