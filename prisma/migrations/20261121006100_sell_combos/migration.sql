-- A combo is a product that is sold as others: as what the customer chooses of each of its slots.
create table catalog.combo_slots (
  business_id uuid not null,
  id uuid not null,
  product_id uuid not null,                 -- the combo
  name text not null,
  min_select integer not null default 1 check (min_select >= 0),
  max_select integer not null default 1 check (max_select between greatest(min_select, 1) and 20),
  sort_order integer not null default 0,
  primary key (business_id, id),
  unique (product_id, name, business_id),
  foreign key (business_id, product_id) references catalog.products
);
call platform.seal_tenant_table('catalog.combo_slots', 'erasable');
call catalog.track_revision('catalog.combo_slots');
call catalog.track_changes('catalog.combo_slots', 'combo_slot');

create table catalog.combo_choices (
  business_id uuid not null,
  id uuid not null,
  slot_id uuid not null,
  product_id uuid not null,
  variant_id uuid,                          -- null: any that the product has
  upcharge bigint not null default 0 check (upcharge between 0 and 9007199254740991), -- what the combo costs more with it
  sort_order integer not null default 0,
  primary key (business_id, id),
  unique nulls not distinct (slot_id, product_id, variant_id, business_id),
  foreign key (business_id, slot_id) references catalog.combo_slots,
  foreign key (business_id, product_id) references catalog.products,
  foreign key (business_id, product_id, variant_id) references catalog.variants (business_id, product_id, id)
);
call platform.seal_tenant_table('catalog.combo_choices', 'erasable');
call catalog.track_revision('catalog.combo_choices');
call catalog.track_changes('catalog.combo_choices', 'combo_slot', 'slot_id', false);

-- The combo that an item was sold in. Items of one sale and one number were sold as one.
create table sales.item_combos (
  business_id uuid not null,
  item_id uuid not null,
  item_number integer not null check (item_number > 0), -- of the cart
  product_id uuid not null,                 -- the combo
  name text not null,
  uom text not null,
  primary key (business_id, item_id),
  foreign key (business_id, item_id) references sales.transaction_items,
  foreign key (business_id, product_id) references catalog.products
);
call platform.seal_tenant_table('sales.item_combos', 'append-only');

-- The items of a sale with their modifiers, discounts and combos, at what they cost when they left the shelf.
create or replace function sales.insert_items(in_business uuid, in_sale uuid, plan jsonb, costs jsonb) returns void
  language plpgsql as $$
begin
  insert into sales.transaction_items (business_id, id, transaction_id, line_number, product_id, variant_id, name,
    quantity, uom, unit_id, unit_factor, unit_price, list_price, price_list_id, gross, subtotal, discount_amount,
    service_charge, tax_rule_id, tax_base, tax_amount, total, stock_item_id, unit_cost, cost, notes)
  select in_business, i.id, in_sale, i."lineNumber", i."productId", i."variantId", i.name, i.quantity, i.uom,
         i."unitId", coalesce(i."unitFactor", 1), i."unitPrice", i."listPrice", i."priceListId", i.gross, i.subtotal,
         i."discountAmount", i."serviceCharge", i."taxRuleId", i."taxBase", i."taxAmount", i.total, c.stock_item_id,
         c.unit_cost, c.cost, i.notes
    from jsonb_to_recordset(plan->'items') as i(id uuid, "lineNumber" integer, "productId" uuid, "variantId" uuid,
           name text, quantity numeric, uom text, "unitId" uuid, "unitFactor" numeric, "unitPrice" bigint,
           "listPrice" bigint, "priceListId" uuid, gross bigint, subtotal bigint, "discountAmount" bigint,
           "serviceCharge" bigint, "taxRuleId" uuid, "taxBase" bigint, "taxAmount" bigint, total bigint, notes text)
    left join jsonb_to_recordset(costs) as c(line_id uuid, stock_item_id uuid, unit_cost numeric, cost bigint)
      on c.line_id = i.id;

  if jsonb_array_length(plan->'modifiers') > 0 then
    insert into sales.item_modifiers (business_id, id, item_id, modifier_id, name, quantity, unit_price)
    select in_business, m.id, m."itemId", m."modifierId", m.name, m.quantity, m."unitPrice"
      from jsonb_to_recordset(plan->'modifiers') as m(id uuid, "itemId" uuid, "modifierId" uuid, name text,
             quantity integer, "unitPrice" bigint);
  end if;

  if jsonb_array_length(plan->'discounts') > 0 then
    insert into sales.item_discounts (business_id, id, item_id, position, scope, source, source_id, name, amount,
      before_tax)
    select in_business, d.id, d."itemId", d.position, d.scope, d.source, d."sourceId", d.name, d.amount, d."beforeTax"
      from jsonb_to_recordset(plan->'discounts') as d(id uuid, "itemId" uuid, position integer, scope text, source text,
             "sourceId" uuid, name text, amount bigint, "beforeTax" bigint);
  end if;

  if jsonb_array_length(plan->'combos') > 0 then
    insert into sales.item_combos (business_id, item_id, item_number, product_id, name, uom)
    select in_business, c."itemId", c."itemNumber", c."productId", c.name, c.uom
      from jsonb_to_recordset(plan->'combos') as c("itemId" uuid, "itemNumber" integer, "productId" uuid, name text,
             uom text);
  end if;
end $$;
