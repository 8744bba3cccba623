/* Prices beside those of the products, for where, when and whom the list says; null: for all. Of the lists that hold,
   the one of the highest priority that names the product counts, and of its steps the one of the largest quantity. */
create table catalog.price_lists (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  name text not null,
  priority integer not null default 0,
  outlet_id uuid,
  order_type text check (order_type in ('dine_in', 'takeaway', 'delivery', 'retail')),
  tier_id uuid,                             -- of the customer
  weekdays smallint not null default 127 check (weekdays between 1 and 127), -- a bit a day, Monday's is 1
  from_time text check (from_time ~ '^([01]\d|2[0-3]):[0-5]\d$'), -- of the outlet's wall clock, "17:00"
  to_time text check (to_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),     -- exclusive; before from_time: after midnight
  valid_from date,
  valid_to date,                            -- the last day
  active boolean not null default true,
  primary key (business_id, id),
  unique (name, business_id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, tier_id) references customers.tiers,
  check ((from_time is null) = (to_time is null))
);
call platform.seal_tenant_table('catalog.price_lists', 'erasable');
call catalog.track_revision('catalog.price_lists');

create table catalog.price_list_items (
  business_id uuid not null,
  id uuid not null,
  price_list_id uuid not null,
  product_id uuid not null,
  variant_id uuid,
  min_quantity numeric(15,4) not null default 0 check (min_quantity >= 0), -- of the whole cart: a tier by quantity
  price bigint not null check (price between 0 and 9007199254740991),
  primary key (business_id, id),
  unique nulls not distinct (product_id, variant_id, price_list_id, min_quantity, business_id),
  foreign key (business_id, price_list_id) references catalog.price_lists,
  foreign key (business_id, product_id) references catalog.products,
  foreign key (business_id, product_id, variant_id) references catalog.variants (business_id, product_id, id)
);
call platform.seal_tenant_table('catalog.price_list_items', 'erasable');
call catalog.track_revision('catalog.price_list_items');

-- A pack: so many of the unit in which the product is counted, at a price of its own.
create table catalog.product_units (
  business_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  variant_id uuid,
  name text not null,
  factor numeric(15,4) not null check (factor > 0 and factor <= 1000000),
  price bigint not null check (price between 0 and 9007199254740991),
  barcode text,
  active boolean not null default true,
  primary key (business_id, id),
  unique nulls not distinct (product_id, variant_id, name, business_id),
  unique (barcode, business_id),
  foreign key (business_id, product_id) references catalog.products,
  foreign key (business_id, product_id, variant_id) references catalog.variants (business_id, product_id, id)
);
call platform.seal_tenant_table('catalog.product_units');
call catalog.track_revision('catalog.product_units');

alter table sales.transaction_items
  add column price_list_id uuid,            -- whose price list_price is; null: the product's own
  add column unit_id uuid,                  -- the pack it was sold in
  add column unit_factor numeric(15,4) not null default 1 check (unit_factor > 0), -- off the shelf go quantity × factor
  add foreign key (business_id, unit_id) references catalog.product_units;

-- The items of a sale with their modifiers and discounts, at what they cost when they left the shelf.
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
end $$;

alter table customers.customers add column birth_date date;

-- What pricing may know of a customer; no row: there is no such customer.
create function customers.terms_of(in_business uuid, in_customer uuid) returns table (tier_id uuid, birth_date date)
  language plpgsql stable as $$
begin
  return query select c.tier_id, c.birth_date from customers.customers c
                where c.business_id = in_business and c.id = in_customer;
end $$;
