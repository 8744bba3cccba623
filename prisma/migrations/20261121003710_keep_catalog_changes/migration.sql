-- What a till that was away needs to catch up: each thing of the catalog with the revision at which it last changed,
-- and a tombstone where it is gone.

/* One row per thing. A revision is taken under the row lock of catalog.revisions, which is held until the commit, so
   revisions become visible in their order: whoever has read up to one has missed nothing below it. */
create table catalog.changes (
  business_id uuid not null references identity.businesses,
  revision bigint not null,
  kind text not null,
  entity_id uuid not null,
  deleted boolean not null,
  primary key (business_id, revision, kind, entity_id),
  unique (entity_id, kind, business_id)
) with (fillfactor = 70);

/* Stamps what a statement changed; runs after catalog.advance_revision, for its trigger's name comes later. Arguments:
   the kind, the column that has the id, and whether a deleted row means that the thing is gone. */
create function catalog.stamp_changes() returns trigger
  language plpgsql as $$
begin
  execute format(
    'insert into catalog.changes as c (business_id, revision, kind, entity_id, deleted)
     select r.business_id, r.revision, %L, t.id, %L
       from (select distinct business_id, %I as id from changed) t
       join catalog.revisions r on r.business_id = t.business_id
      order by t.id
     on conflict (entity_id, kind, business_id) do update set revision = excluded.revision, deleted = excluded.deleted',
    tg_argv[0], tg_op = 'DELETE' and tg_argv[2]::boolean, tg_argv[1]);
  return null;
end $$;

create procedure catalog.track_changes(tracked regclass, kind text, id_column text default 'id', is_the_thing boolean default true)
  language plpgsql as $$
begin
  execute format('create trigger stamp_on_insert after insert on %s referencing new table as changed for each statement execute function catalog.stamp_changes(%L, %L, %L)', tracked, kind, id_column, is_the_thing);
  execute format('create trigger stamp_on_update after update on %s referencing new table as changed for each statement execute function catalog.stamp_changes(%L, %L, %L)', tracked, kind, id_column, is_the_thing);
  execute format('create trigger stamp_on_delete after delete on %s referencing old table as changed for each statement execute function catalog.stamp_changes(%L, %L, %L)', tracked, kind, id_column, is_the_thing);
end $$;

-- What is there already, whoever owns the tables: nobody but the owner is served while a migration runs.
do $$
declare
  source record;
begin
  alter table catalog.revisions no force row level security;
  for source in
    select * from (values ('identity.businesses', 'business', 'business_id'), ('identity.outlets', 'outlet', 'id'),
      ('catalog.tax_rules', 'tax_rule', 'id'), ('catalog.categories', 'category', 'id'),
      ('catalog.products', 'product', 'id'), ('catalog.variants', 'variant', 'id'),
      ('catalog.modifier_groups', 'modifier_group', 'id'), ('catalog.modifiers', 'modifier', 'id')
    ) as s(name, kind, id_column)
  loop
    execute format('alter table %s no force row level security', source.name);
    execute format('insert into catalog.changes (business_id, revision, kind, entity_id, deleted)
                    select t.business_id, r.revision, %L, t.%I, false
                      from %s t join catalog.revisions r on r.business_id = t.business_id',
                   source.kind, source.id_column, source.name);
    execute format('alter table %s force row level security', source.name);
    execute format('call catalog.track_changes(%L, %L, %L)', source.name, source.kind, source.id_column);
  end loop;
  alter table catalog.revisions force row level security;
end $$;
call catalog.track_changes('catalog.product_modifier_groups', 'product', 'product_id', false);
call platform.seal_tenant_table('catalog.changes');

-- What a till must know of its business, and of an outlet.
create function identity.business_terms(in_business uuid) returns jsonb
  language plpgsql stable as $$
begin
  return (
    select jsonb_build_object('name', b.name, 'legalName', b.legal_name, 'address', b.address, 'taxNumber', b.tax_number,
             'isTaxableEntrepreneur', b.is_taxable_entrepreneur, 'currency', b.currency)
      from identity.businesses b where b.business_id = in_business
  );
end $$;

create function identity.outlet_terms(in_business uuid, in_outlet uuid) returns jsonb
  language plpgsql stable as $$
begin
  return (
    select jsonb_build_object('code', o.code, 'name', o.name, 'address', o.address, 'timeZone', o.time_zone,
             'dayStartsAt', to_char(o.day_starts_at, 'HH24:MI'), 'serviceChargeBps', o.service_charge_bps,
             'serviceChargeBase', o.service_charge_base, 'serviceChargeTaxable', o.service_charge_taxable,
             'cashRoundingStep', o.cash_rounding_step, 'active', o.active)
      from identity.outlets o where o.business_id = in_business and o.id = in_outlet
  );
end $$;

/* A thing of the catalog as a till sees it; null where it is gone. */
create function catalog.terms_of(in_business uuid, in_kind text, in_id uuid) returns jsonb
  language plpgsql stable as $$
begin
  return case in_kind
    when 'business' then identity.business_terms(in_business)
    when 'outlet' then identity.outlet_terms(in_business, in_id)
    when 'tax_rule' then (
      select jsonb_build_object('code', t.code, 'outletId', t.outlet_id, 'name', t.name, 'kind', t.kind,
               'rateBps', t.rate_bps, 'baseNumerator', t.base_numerator, 'baseDenominator', t.base_denominator,
               'priceIncludesTax', t.price_includes_tax, 'validFrom', t.valid_from, 'validTo', t.valid_to)
        from catalog.tax_rules t where t.business_id = in_business and t.id = in_id)
    when 'category' then (
      select jsonb_build_object('name', c.name, 'sortOrder', c.sort_order)
        from catalog.categories c where c.business_id = in_business and c.id = in_id)
    when 'product' then (
      select jsonb_build_object('categoryId', p.category_id, 'sku', p.sku, 'barcode', p.barcode, 'name', p.name,
               'description', p.description, 'price', p.price, 'uom', p.uom, 'quantityDecimals', p.quantity_decimals,
               'trackStock', p.track_stock, 'taxCode', p.tax_code, 'station', p.station, 'active', p.active,
               'modifierGroupIds', (
                 select coalesce(jsonb_agg(g.group_id order by g.sort_order, g.group_id), '[]')
                   from catalog.product_modifier_groups g
                  where g.business_id = p.business_id and g.product_id = p.id))
        from catalog.products p where p.business_id = in_business and p.id = in_id)
    when 'variant' then (
      select jsonb_build_object('productId', v.product_id, 'sku', v.sku, 'barcode', v.barcode, 'name', v.name,
               'price', v.price, 'sortOrder', v.sort_order, 'active', v.active)
        from catalog.variants v where v.business_id = in_business and v.id = in_id)
    when 'modifier_group' then (
      select jsonb_build_object('name', g.name, 'minSelect', g.min_select, 'maxSelect', g.max_select)
        from catalog.modifier_groups g where g.business_id = in_business and g.id = in_id)
    when 'modifier' then (
      select jsonb_build_object('groupId', m.group_id, 'name', m.name, 'price', m.price, 'sortOrder', m.sort_order,
               'active', m.active)
        from catalog.modifiers m where m.business_id = in_business and m.id = in_id)
  end;
end $$;
