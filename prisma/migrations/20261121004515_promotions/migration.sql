/* What is taken off by itself where it holds; null: for all. What a promotion takes is not changed once it is there:
   it ends, and another begins. */
create table catalog.promotions (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('percentage', 'fixed', 'buy_x_get_y', 'bundle')),
  rate_bps integer not null check (rate_bps between 0 and 10000), -- of what is got in buy_x_get_y
  amount bigint not null check (amount between 0 and 9007199254740991), -- off; of a bundle: its price
  max_amount bigint check (max_amount between 1 and 9007199254740991), -- no more than that is taken off
  quantities integer[] not null check (cardinality(quantities) between 1 and 10), -- of its parts: what is bought and what is got; what a bundle holds
  min_spend bigint not null default 0 check (min_spend between 0 and 9007199254740991),
  first_purchase boolean not null default false,
  birthday_days smallint check (birthday_days between 0 and 31), -- so many days before and after the customer's birthday
  priority integer not null default 0,
  exclusive boolean not null default false, -- of a line it is the only promotion
  max_uses integer check (max_uses > 0),
  max_uses_per_customer integer check (max_uses_per_customer > 0),
  outlet_id uuid,
  order_type text check (order_type in ('dine_in', 'takeaway', 'delivery', 'retail')),
  tier_id uuid,                             -- of the customer
  weekdays smallint not null default 127 check (weekdays between 1 and 127), -- a bit a day, Monday's is 1
  from_time text check (from_time ~ '^([01]\d|2[0-3]):[0-5]\d$'), -- of the outlet's wall clock, "17:00"
  to_time text check (to_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),     -- exclusive; before from_time: after midnight
  valid_from date,
  valid_to date,                            -- the last day
  active boolean not null default true,
  version integer not null default 1 check (version > 0),
  primary key (business_id, id),
  unique (name, business_id),
  constraint promotions_outlet_fkey foreign key (business_id, outlet_id) references identity.outlets,
  constraint promotions_tier_fkey foreign key (business_id, tier_id) references customers.tiers,
  check ((from_time is null) = (to_time is null)),
  check (kind <> 'percentage' or rate_bps > 0),
  check (kind <> 'fixed' or amount > 0),
  check (kind = 'bundle' or cardinality(quantities) = case kind when 'buy_x_get_y' then 2 else 1 end),
  check (not first_purchase or max_uses_per_customer = 1)
);
call platform.seal_tenant_table('catalog.promotions');
call catalog.track_revision('catalog.promotions');

-- The goods of a part of a promotion: each is a product or a whole category. A part without goods is any goods.
create table catalog.promotion_goods (
  business_id uuid not null,
  id uuid not null,
  promotion_id uuid not null,
  part smallint not null check (part between 1 and 10),
  product_id uuid,
  category_id uuid,
  primary key (business_id, id),
  unique nulls not distinct (promotion_id, part, product_id, category_id, business_id),
  foreign key (business_id, promotion_id) references catalog.promotions,
  constraint promotion_goods_product_fkey foreign key (business_id, product_id) references catalog.products,
  constraint promotion_goods_category_fkey foreign key (business_id, category_id) references catalog.categories,
  check ((product_id is null) <> (category_id is null))
);
call platform.seal_tenant_table('catalog.promotion_goods');
call catalog.track_revision('catalog.promotion_goods');

-- How many sales took a promotion that has a limit. Apart from it, for every sale would move the catalog's revision.
create table catalog.promotion_uses (
  business_id uuid not null,
  promotion_id uuid not null,
  uses integer not null check (uses >= 0),
  primary key (business_id, promotion_id),
  foreign key (business_id, promotion_id) references catalog.promotions
) with (fillfactor = 50);
call platform.seal_tenant_table('catalog.promotion_uses');

create table catalog.promotion_customer_uses (
  business_id uuid not null,
  promotion_id uuid not null,
  customer_id uuid not null,
  uses integer not null check (uses >= 0),
  primary key (business_id, promotion_id, customer_id),
  foreign key (business_id, promotion_id) references catalog.promotions,
  foreign key (business_id, customer_id) references customers.customers
) with (fillfactor = 50);
call platform.seal_tenant_table('catalog.promotion_customer_uses');

-- Which promotions have no use left, in all or for a customer. What is told here may be gone when a sale commits.
create function catalog.used_up_promotions(in_business uuid, in_customer uuid) returns table (promotion_id uuid)
  language plpgsql stable as $$
begin
  return query
    select p.id from catalog.promotions p
      left join catalog.promotion_uses u on u.business_id = p.business_id and u.promotion_id = p.id
      left join catalog.promotion_customer_uses c
        on c.business_id = p.business_id and c.promotion_id = p.id and c.customer_id = in_customer
     where p.business_id = in_business and p.active
       and (u.uses >= p.max_uses or c.uses >= p.max_uses_per_customer);
end $$;

/* Counts one use of each promotion, in the commit of the sale that takes it, and refuses what has none left. Rows are
   locked in the order of their ids, and stay locked until the commit. */
create function catalog.take_promotion_uses(in_business uuid, in_promotions uuid[], in_customer uuid) returns void
  language plpgsql as $$
declare
  used_up uuid;
begin
  with taken as (
    insert into catalog.promotion_uses as u (business_id, promotion_id, uses)
    select in_business, p.id, 1 from unnest(in_promotions) as p(id) order by p.id
    on conflict (business_id, promotion_id) do update set uses = u.uses + 1
    returning u.promotion_id, u.uses
  )
  select t.promotion_id into used_up
    from taken t join catalog.promotions p on p.business_id = in_business and p.id = t.promotion_id
   where t.uses > p.max_uses
   order by 1 limit 1;
  if used_up is null and in_customer is not null then
    with taken as (
      insert into catalog.promotion_customer_uses as u (business_id, promotion_id, customer_id, uses)
      select in_business, p.id, in_customer, 1
        from catalog.promotions p
       where p.business_id = in_business and p.id = any (in_promotions)
         and p.max_uses_per_customer is not null
       order by p.id
      on conflict (business_id, promotion_id, customer_id) do update set uses = u.uses + 1
      returning u.promotion_id, u.uses
    )
    select t.promotion_id into used_up
      from taken t join catalog.promotions p on p.business_id = in_business and p.id = t.promotion_id
     where t.uses > p.max_uses_per_customer
     order by 1 limit 1;
  end if;
  if used_up is not null then
    raise exception 'The promotion has no use left.'
      using errcode = 'TB409', detail = 'catalog.promotion-used-up', hint = jsonb_build_object('promotionId', used_up);
  end if;
end $$;

-- Gives back what a sale took that is undone.
create function catalog.return_promotion_uses(in_business uuid, in_promotions uuid[], in_customer uuid) returns void
  language plpgsql as $$
begin
  perform from catalog.promotion_uses u
    where u.business_id = in_business and u.promotion_id = any (in_promotions) order by u.promotion_id for update;
  update catalog.promotion_uses u set uses = u.uses - 1
   where u.business_id = in_business and u.promotion_id = any (in_promotions);
  update catalog.promotion_customer_uses u set uses = u.uses - 1
   where u.business_id = in_business and u.promotion_id = any (in_promotions) and u.customer_id = in_customer;
end $$;

alter table sales.item_discounts
  drop constraint item_discounts_source_check,
  add constraint item_discounts_source_check check (source in ('manual', 'promotion'));
create index transactions_of_customer on sales.transactions (customer_id, business_id) where customer_id is not null;

/* What a sale takes of offers that are limited, under their locks: {promotions: [id], firstPurchase, customerId}. A first
   purchase takes the customer's own row of its promotion first: of two at once the second sees the sale of the first. */
create function sales.take_offers(in_business uuid, in_balances jsonb) returns void
  language plpgsql as $$
declare
  customer uuid := (in_balances->>'customerId')::uuid;
begin
  if jsonb_array_length(in_balances->'promotions') > 0 then
    perform catalog.take_promotion_uses(in_business,
      array(select jsonb_array_elements_text(in_balances->'promotions')::uuid), customer);
    if (in_balances->>'firstPurchase')::boolean
       and exists (select from sales.transactions t
                    where t.business_id = in_business and t.customer_id = customer and t.type = 'sale'
                      and not exists (select from sales.voids v
                                       where v.business_id = in_business and v.transaction_id = t.id)) then
      raise exception 'It is not the first purchase.' using errcode = 'TB409', detail = 'sales.not-first-purchase';
    end if;
  end if;
end $$;

/* What a sale takes from the balances of its customer, under their locks: {customerId, saleId, businessDate, storeCredit,
   giftCards, promotions, firstPurchase, vouchers, openItem}. A sale on account is refused where the customer would owe more than may be owed. A sale that an offline till brings
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
  perform sales.take_offers(in_business, in_balances);
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
