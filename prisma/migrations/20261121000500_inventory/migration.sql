/* What can lie on a shelf: a product or a variant that is counted (the row has its id), or an ingredient. */
create table inventory.stock_items (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  kind text not null check (kind in ('product', 'variant', 'ingredient')),
  product_id uuid,
  variant_id uuid,
  name text not null,
  uom text not null,
  inventory_role text not null default 'INVENTORY',
  primary key (business_id, id),
  foreign key (business_id, product_id) references catalog.products,
  foreign key (business_id, product_id, variant_id) references catalog.variants (business_id, product_id, id),
  check ((kind = 'ingredient') = (product_id is null)),
  check ((kind = 'variant') = (variant_id is not null)),
  check (id = coalesce(variant_id, product_id, id))
);
call platform.seal_tenant_table('inventory.stock_items');

/* value is what the books carry for the quantity: cost of issue is value × issued ÷ quantity, and the last unit takes
   what is left, so that stock and ledger tie to the rupiah. unit_cost prices what is issued below zero. */
create table inventory.stock_levels (
  business_id uuid not null,
  outlet_id uuid not null,
  stock_item_id uuid not null,
  quantity numeric(15,4) not null default 0,
  value bigint not null default 0,
  unit_cost numeric(19,4) not null default 0 check (unit_cost >= 0),
  may_go_negative boolean not null default false,
  low_stock_at numeric(15,4),
  primary key (business_id, outlet_id, stock_item_id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, stock_item_id) references inventory.stock_items,
  constraint never_negative_by_accident check (quantity >= 0 or may_go_negative)
) with (fillfactor = 50);
call platform.seal_tenant_table('inventory.stock_levels');

create table inventory.stock_movements (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  stock_item_id uuid not null,
  reason text not null check (reason in ('opening', 'sale', 'recipe')),
  delta numeric(15,4) not null check (delta <> 0),
  value bigint not null,                    -- signed as delta is
  unit_cost numeric(19,4) not null,
  quantity_after numeric(15,4) not null,
  source_id uuid not null,                  -- the document: a transaction, an opening
  source_line_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  foreign key (business_id, outlet_id, stock_item_id) references inventory.stock_levels
);
create index stock_movements_of_item on inventory.stock_movements (outlet_id, stock_item_id, business_id);
create index stock_movements_of_source on inventory.stock_movements (source_id, business_id);
call platform.seal_tenant_table('inventory.stock_movements', 'append-only');

create table inventory.recipe_lines (
  business_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  variant_id uuid,                          -- null: for every variant that has no recipe of its own
  ingredient_id uuid not null,
  quantity numeric(15,4) not null check (quantity > 0), -- for one unit sold
  primary key (business_id, id),
  unique nulls not distinct (product_id, variant_id, ingredient_id, business_id),
  foreign key (business_id, product_id) references catalog.products,
  foreign key (business_id, product_id, variant_id) references catalog.variants (business_id, product_id, id),
  foreign key (business_id, ingredient_id) references inventory.stock_items
);
call platform.seal_tenant_table('inventory.recipe_lines', 'erasable');

create function inventory.cost_of_issue(quantity numeric, value bigint, unit_cost numeric, issued numeric) returns bigint
  language sql immutable parallel safe
  return case
    when issued = 0 then 0
    when quantity <= 0 then round(issued * unit_cost)
    when issued >= quantity then value + round((issued - quantity) * unit_cost)
    else round(value * issued / quantity)
  end::bigint;

/* Takes goods off the shelves of an outlet: [{movementId, lineId, sourceId, stockItemId, quantity, occurredAt}].
   Refuses, with the list of short items, unless every level suffices or may go negative.
   Returns what each line cost, and what it left on the shelf. */
create function inventory.issue_stock(in_business uuid, in_outlet uuid, in_reason text, in_lines jsonb)
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
            from jsonb_to_recordset(in_lines) as r("stockItemId" uuid, quantity numeric)
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

/* Puts goods on the shelves of an outlet at a cost: [{movementId, sourceId, stockItemId, quantity, value, occurredAt}],
   one line per stock item. The moving average follows. */
create function inventory.receive_stock(in_business uuid, in_outlet uuid, in_reason text, in_lines jsonb) returns void
  language plpgsql as $$
begin
  with line as (
    select r.* from jsonb_to_recordset(in_lines) as r("movementId" uuid, "sourceId" uuid, "stockItemId" uuid,
      quantity numeric, value bigint, "occurredAt" timestamptz)
     order by r."stockItemId"
  ), raised as (
    insert into inventory.stock_levels as l (business_id, outlet_id, stock_item_id, quantity, value, unit_cost)
    select in_business, in_outlet, n."stockItemId", n.quantity, n.value, n.value / n.quantity from line n
    on conflict (business_id, outlet_id, stock_item_id) do update
       set quantity = l.quantity + excluded.quantity,
           value = l.value + excluded.value,
           unit_cost = case when l.quantity + excluded.quantity > 0 and l.value + excluded.value >= 0
                            then (l.value + excluded.value) / (l.quantity + excluded.quantity) else l.unit_cost end
    returning l.stock_item_id, l.quantity
  )
  insert into inventory.stock_movements (business_id, id, outlet_id, stock_item_id, reason, delta, value, unit_cost,
                                         quantity_after, source_id, occurred_at)
  select in_business, n."movementId", in_outlet, n."stockItemId", in_reason, n.quantity, n.value,
         n.value / n.quantity, r.quantity, n."sourceId", n."occurredAt"
    from line n
    join raised r on r.stock_item_id = n."stockItemId";
end $$;
