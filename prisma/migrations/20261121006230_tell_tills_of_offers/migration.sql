-- What a till needs to price offline what is not sold at its usual price: packs, price lists and promotions.

create function catalog.days_of(in_weekdays smallint) returns jsonb
  language sql immutable parallel safe
  return (select jsonb_agg(day order by day) from generate_series(1, 7) as day where in_weekdays & (1 << (day - 1)) <> 0);

create function catalog.offer_terms(in_business uuid, in_kind text, in_id uuid) returns jsonb
  language plpgsql stable as $$
begin
  return case in_kind
    when 'product_unit' then (
      select jsonb_build_object('productId', u.product_id, 'variantId', u.variant_id, 'name', u.name,
               'factor', trim_scale(u.factor)::text, 'price', u.price, 'barcode', u.barcode, 'active', u.active)
        from catalog.product_units u where u.business_id = in_business and u.id = in_id)
    when 'price_list' then (
      select jsonb_build_object('name', l.name, 'priority', l.priority, 'outletId', l.outlet_id,
               'orderType', l.order_type, 'tierId', l.tier_id, 'weekdays', catalog.days_of(l.weekdays),
               'fromTime', l.from_time, 'toTime', l.to_time, 'validFrom', l.valid_from, 'validTo', l.valid_to,
               'active', l.active)
        from catalog.price_lists l where l.business_id = in_business and l.id = in_id)
    when 'price_list_item' then (
      select jsonb_build_object('priceListId', i.price_list_id, 'productId', i.product_id, 'variantId', i.variant_id,
               'minQuantity', trim_scale(i.min_quantity)::text, 'price', i.price)
        from catalog.price_list_items i where i.business_id = in_business and i.id = in_id)
    when 'promotion' then (
      select jsonb_build_object('name', p.name, 'kind', p.kind, 'rateBps', p.rate_bps, 'amount', p.amount,
               'maxAmount', p.max_amount, 'minSpend', p.min_spend, 'firstPurchase', p.first_purchase,
               'birthdayDays', p.birthday_days, 'priority', p.priority, 'exclusive', p.exclusive,
               'byVoucher', p.by_voucher, 'maxUses', p.max_uses, 'maxUsesPerCustomer', p.max_uses_per_customer,
               'outletId', p.outlet_id, 'orderType', p.order_type, 'tierId', p.tier_id,
               'weekdays', catalog.days_of(p.weekdays), 'fromTime', p.from_time, 'toTime', p.to_time,
               'validFrom', p.valid_from, 'validTo', p.valid_to, 'active', p.active,
               'parts', (
                 select jsonb_agg(jsonb_build_object('quantity', q.quantity,
                          'productIds', (
                            select coalesce(jsonb_agg(g.product_id order by g.id), '[]') from catalog.promotion_goods g
                             where g.business_id = p.business_id and g.promotion_id = p.id and g.part = q.part
                               and g.product_id is not null),
                          'categoryIds', (
                            select coalesce(jsonb_agg(g.category_id order by g.id), '[]') from catalog.promotion_goods g
                             where g.business_id = p.business_id and g.promotion_id = p.id and g.part = q.part
                               and g.category_id is not null)) order by q.part)
                   from unnest(p.quantities) with ordinality as q(quantity, part)))
        from catalog.promotions p where p.business_id = in_business and p.id = in_id)
  end;
end $$;

/* A thing of the catalog as a till sees it; null where it is gone. */
create or replace function catalog.terms_of(in_business uuid, in_kind text, in_id uuid) returns jsonb
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
    when 'combo_slot' then (
      select jsonb_build_object('productId', s.product_id, 'name', s.name, 'minSelect', s.min_select,
               'maxSelect', s.max_select, 'sortOrder', s.sort_order,
               'choices', (
                 select coalesce(jsonb_agg(jsonb_build_object('productId', c.product_id, 'variantId', c.variant_id,
                          'upcharge', c.upcharge) order by c.sort_order, c.id), '[]')
                   from catalog.combo_choices c
                  where c.business_id = s.business_id and c.slot_id = s.id))
        from catalog.combo_slots s where s.business_id = in_business and s.id = in_id)
    else catalog.offer_terms(in_business, in_kind, in_id)
  end;
end $$;

-- What is there already, at the revision of today: a till that knows the catalog hears of it.
do $$
declare
  source record;
begin
  alter table catalog.revisions no force row level security;
  alter table catalog.changes no force row level security;
  for source in
    select * from (values ('catalog.product_units', 'product_unit'), ('catalog.price_lists', 'price_list'),
      ('catalog.price_list_items', 'price_list_item'), ('catalog.promotions', 'promotion')) as s(name, kind)
  loop
    execute format('alter table %s no force row level security', source.name);
    execute format('with moved as (
                      update catalog.revisions r set revision = r.revision + 1
                       where exists (select from %2$s t where t.business_id = r.business_id)
                      returning business_id, revision)
                    insert into catalog.changes (business_id, revision, kind, entity_id, deleted)
                    select t.business_id, m.revision, %1$L, t.id, false
                      from %2$s t join moved m on m.business_id = t.business_id', source.kind, source.name);
    execute format('alter table %s force row level security', source.name);
    execute format('call catalog.track_changes(%L, %L)', source.name, source.kind);
  end loop;
  alter table catalog.changes force row level security;
  alter table catalog.revisions force row level security;
end $$;
call catalog.track_changes('catalog.promotion_goods', 'promotion', 'promotion_id', false);
