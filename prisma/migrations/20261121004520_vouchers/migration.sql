-- A promotion that is given for a voucher alone.
alter table catalog.promotions add column by_voucher boolean not null default false;

/* A code that takes something off: it lets a promotion be given, so many times; or it is worth an amount, and keeps what
   a sale did not need. Not a means of payment: it is off the price before tax. */
create table catalog.vouchers (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  batch_id uuid not null,                   -- those that were issued together
  code text not null check (code ~ '^[0-9A-Z]{4,40}$'),
  promotion_id uuid,
  value bigint check (value between 1 and 9007199254740991),
  remaining bigint check (remaining between 0 and value),
  max_uses integer check (max_uses > 0),
  uses integer not null default 0 check (uses between 0 and max_uses),
  customer_id uuid,                         -- null: of whoever knows it
  valid_from date,
  valid_to date,                            -- the last day
  issued_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (code, business_id),
  constraint vouchers_promotion_fkey foreign key (business_id, promotion_id) references catalog.promotions,
  constraint vouchers_customer_fkey foreign key (business_id, customer_id) references customers.customers,
  check ((promotion_id is null) <> (value is null)),
  check ((value is null) = (remaining is null)),
  check ((promotion_id is null) = (max_uses is null))
);
create index vouchers_of_promotion on catalog.vouchers (promotion_id, id, business_id) where promotion_id is not null;
create index vouchers_of_batch on catalog.vouchers (batch_id, id, business_id);
call platform.seal_tenant_table('catalog.vouchers');

-- Those of the codes that somebody could use today; of the others it is not told what is wrong with them.
create function catalog.usable_vouchers(in_business uuid, in_codes text[], in_customer uuid)
  returns table (id uuid, code text, promotion_id uuid, remaining bigint, valid_from date, valid_to date)
  language plpgsql stable as $$
begin
  return query
    select v.id, v.code, v.promotion_id, v.remaining, v.valid_from, v.valid_to
      from catalog.vouchers v
     where v.business_id = in_business and v.code = any (in_codes)
       and (v.remaining > 0 or v.uses < v.max_uses)
       and (v.customer_id is null or v.customer_id = in_customer);
end $$;

/* Uses vouchers in the commit of a sale: [{id, amount}]. Rows are locked in the order of their ids; one that was used up
   meanwhile, or is worth less by now, is refused as one that never was. */
create function catalog.take_vouchers(in_business uuid, in_vouchers jsonb) returns void
  language plpgsql as $$
declare
  taken integer;
begin
  perform from catalog.vouchers v
    join jsonb_to_recordset(in_vouchers) as t(id uuid) on t.id = v.id
   where v.business_id = in_business
   order by v.id for no key update of v;
  update catalog.vouchers v
     set uses = v.uses + case when v.max_uses is null then 0 else 1 end,
         remaining = v.remaining - case when v.value is null then null else t.amount end
    from jsonb_to_recordset(in_vouchers) as t(id uuid, amount bigint)
   where v.business_id = in_business and v.id = t.id
     and (v.max_uses is null or v.uses < v.max_uses) and (v.remaining is null or v.remaining >= t.amount);
  get diagnostics taken = row_count;
  if taken < jsonb_array_length(in_vouchers) then
    raise exception 'The voucher cannot be used for this.' using errcode = 'TB409', detail = 'catalog.voucher-unusable';
  end if;
end $$;

-- Gives back what a sale took that is undone.
create function catalog.return_vouchers(in_business uuid, in_vouchers jsonb) returns void
  language plpgsql as $$
begin
  perform from catalog.vouchers v
    join jsonb_to_recordset(in_vouchers) as t(id uuid) on t.id = v.id
   where v.business_id = in_business
   order by v.id for no key update of v;
  update catalog.vouchers v
     set uses = v.uses - case when v.max_uses is null then 0 else 1 end,
         remaining = v.remaining + case when v.value is null then null else t.amount end
    from jsonb_to_recordset(in_vouchers) as t(id uuid, amount bigint)
   where v.business_id = in_business and v.id = t.id;
end $$;

-- Those that vouchers let be given: [{id}].
create function catalog.promotions_of_vouchers(in_business uuid, in_vouchers jsonb) returns uuid[]
  language plpgsql stable as $$
begin
  return array(select v.promotion_id
                 from catalog.vouchers v
                 join jsonb_to_recordset(in_vouchers) as t(id uuid) on t.id = v.id
                where v.business_id = in_business and v.promotion_id is not null);
end $$;

alter table sales.item_discounts
  drop constraint item_discounts_source_check,
  add constraint item_discounts_source_check check (source in ('manual', 'promotion', 'voucher'));

/* What a sale takes of offers that are limited, under their locks: {promotions: [id], firstPurchase, vouchers: [{id,
   amount}], customerId}. A first purchase takes the customer's own row of its promotion first: of two at once the second
   sees the sale of the first. */
create or replace function sales.take_offers(in_business uuid, in_balances jsonb) returns void
  language plpgsql as $$
declare
  customer uuid := (in_balances->>'customerId')::uuid;
begin
  if jsonb_array_length(in_balances->'vouchers') > 0 then
    perform catalog.take_vouchers(in_business, in_balances->'vouchers');
  end if;
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

-- The other way of sales.take_offers: uses and values that a sale took are there again, under the same locks.
create function sales.give_offers_back(in_business uuid, in_sale uuid) returns void
  language plpgsql as $$
declare
  vouchers jsonb;
begin
  select coalesce(jsonb_agg(jsonb_build_object('id', d.source_id, 'amount', d.amount)), '[]') into vouchers
    from (select d.source_id, sum(d.amount) as amount
            from sales.transaction_items i
            join sales.item_discounts d on d.business_id = i.business_id and d.item_id = i.id
           where i.business_id = in_business and i.transaction_id = in_sale and d.source = 'voucher'
           group by d.source_id) d;
  if vouchers <> '[]' then
    perform catalog.return_vouchers(in_business, vouchers);
  end if;
  perform catalog.return_promotion_uses(in_business,
    array(select d.source_id
            from sales.transaction_items i
            join sales.item_discounts d on d.business_id = i.business_id and d.item_id = i.id
           where i.business_id = in_business and i.transaction_id = in_sale and d.source = 'promotion')
      || catalog.promotions_of_vouchers(in_business, vouchers),
    (select t.customer_id from sales.transactions t where t.business_id = in_business and t.id = in_sale));
end $$;

-- The other way of sales.take_balances: gives back what a sale took from balances and cards, under the same locks.
create or replace function sales.give_balances_back(in_business uuid, in_sale uuid) returns void
  language plpgsql as $$
begin
  perform customers.add_store_credit(in_business, t.customer_id, p.amount, 'void', in_sale)
     from sales.transactions t
     join (select sum(amount)::bigint as amount from sales.payments
            where business_id = in_business and transaction_id = in_sale and method = 'store_credit') p on p.amount > 0
    where t.business_id = in_business and t.id = in_sale;
  perform customers.put_back_on_gift_cards(in_business, 'sale', in_sale, 'void', in_sale);
  perform sales.give_offers_back(in_business, in_sale);
end $$;
