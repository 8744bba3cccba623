-- Rates are dated data. A rule without an outlet holds in all of them; one with an outlet goes before it.
create table catalog.tax_rules (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  code text not null,
  outlet_id uuid,
  name text not null,
  kind text not null check (kind in ('ppn', 'pbjt', 'none')),
  rate_bps integer not null check (rate_bps between 0 and 10000),
  base_numerator integer not null default 1 check (base_numerator > 0),     -- DPP nilai lain: 11/12
  base_denominator integer not null default 1 check (base_denominator >= base_numerator),
  price_includes_tax boolean not null,
  liability_role text,                      -- the account's system role: VAT_OUT, PBJT_PAYABLE
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (business_id, id),
  unique nulls not distinct (code, outlet_id, valid_from, business_id),
  foreign key (business_id, outlet_id) references identity.outlets,
  check (kind = 'none' or liability_role is not null)
);
call platform.seal_tenant_table('catalog.tax_rules');

create table catalog.categories (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  name text not null,
  sort_order integer not null default 0,
  primary key (business_id, id),
  unique (name, business_id)
);
call platform.seal_tenant_table('catalog.categories');

create table catalog.products (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  category_id uuid not null,
  sku text not null,
  barcode text,
  name text not null,
  description text not null default '',
  price bigint not null check (price between 0 and 9007199254740991),
  uom text not null default 'pcs',
  quantity_decimals smallint not null default 0 check (quantity_decimals between 0 and 4), -- weighed goods: 3
  track_stock boolean not null,
  tax_code text not null,
  revenue_role text not null default 'SALES',
  station text,                             -- the kitchen station that makes it; null when nothing is made
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (business_id, id),
  unique (sku, business_id),
  unique (barcode, business_id),
  foreign key (business_id, category_id) references catalog.categories
);
call platform.seal_tenant_table('catalog.products');

create table catalog.variants (
  business_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  sku text not null,
  barcode text,
  name text not null,
  price bigint not null check (price between 0 and 9007199254740991),
  sort_order integer not null default 0,
  active boolean not null default true,
  primary key (business_id, id),
  unique (sku, business_id),
  unique (barcode, business_id),
  unique (product_id, id, business_id),
  foreign key (business_id, product_id) references catalog.products
);
call platform.seal_tenant_table('catalog.variants');

create table catalog.modifier_groups (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  name text not null,
  min_select integer not null default 0 check (min_select >= 0),
  max_select integer not null default 1 check (max_select >= min_select),
  primary key (business_id, id),
  unique (name, business_id)
);
call platform.seal_tenant_table('catalog.modifier_groups');

create table catalog.modifiers (
  business_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  name text not null,
  price bigint not null check (price between 0 and 9007199254740991),
  sort_order integer not null default 0,
  active boolean not null default true,
  primary key (business_id, id),
  foreign key (business_id, group_id) references catalog.modifier_groups
);
call platform.seal_tenant_table('catalog.modifiers');

create table catalog.product_modifier_groups (
  business_id uuid not null,
  product_id uuid not null,
  group_id uuid not null,
  sort_order integer not null default 0,
  primary key (business_id, product_id, group_id),
  foreign key (business_id, product_id) references catalog.products,
  foreign key (business_id, group_id) references catalog.modifier_groups
);
call platform.seal_tenant_table('catalog.product_modifier_groups', 'erasable');

/* The number of the catalog as a till sees it: prices, taxes and the outlet's own rules. It moves with every change,
   and a sale that was priced under an older number is priced again. So no process can sell from a stale cache. */
create table catalog.revisions (
  business_id uuid primary key references identity.businesses,
  revision bigint not null default 1
) with (fillfactor = 50);
call platform.seal_tenant_table('catalog.revisions');

create function catalog.advance_revision() returns trigger
  language plpgsql as $$
begin
  insert into catalog.revisions as r (business_id)
  select distinct c.business_id from changed c order by 1
  on conflict (business_id) do update set revision = r.revision + 1;
  return null;
end $$;

create procedure catalog.track_revision(tracked regclass)
  language plpgsql as $$
begin
  execute format('create trigger revision_on_insert after insert on %s referencing new table as changed for each statement execute function catalog.advance_revision()', tracked);
  execute format('create trigger revision_on_update after update on %s referencing new table as changed for each statement execute function catalog.advance_revision()', tracked);
  execute format('create trigger revision_on_delete after delete on %s referencing old table as changed for each statement execute function catalog.advance_revision()', tracked);
end $$;

call catalog.track_revision('identity.businesses');
call catalog.track_revision('identity.outlets');
call catalog.track_revision('catalog.tax_rules');
call catalog.track_revision('catalog.categories');
call catalog.track_revision('catalog.products');
call catalog.track_revision('catalog.variants');
call catalog.track_revision('catalog.modifier_groups');
call catalog.track_revision('catalog.modifiers');
call catalog.track_revision('catalog.product_modifier_groups');

create function catalog.require_revision(in_business uuid, priced_under bigint) returns void
  language plpgsql stable as $$
begin
  if not exists (select from catalog.revisions r where r.business_id = in_business and r.revision = priced_under) then
    raise exception 'the catalog has moved' using errcode = 'TB409', detail = 'catalog.revision-moved';
  end if;
end $$;
