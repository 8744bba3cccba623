alter table customers.loyalty_programs
  -- What one point takes off a sale; 0: points are not redeemed.
  add column point_value bigint not null default 0 check (point_value between 0 and 9007199254740991),
  -- SAK EP: points are owed when they are earned. SAK EMKM, the default, books nothing.
  add column loyalty_liability boolean not null default false,
  add column active_since timestamptz not null default '-infinity', -- sales of before earn nothing
  add column booked_points bigint not null default 0; -- the sum of the bookings, each worth the value of a point

alter table customers.loyalty_entries
  add column amount bigint check (amount > 0); -- what redeemed points took off, as the shelf says it

-- Points that the books know of; only where they are a liability.
create table customers.loyalty_bookings (
  business_id uuid not null,
  entry_id uuid not null,
  points bigint not null check (points <> 0),
  primary key (business_id, entry_id),
  foreign key (business_id, entry_id) references customers.loyalty_entries
);
call platform.seal_tenant_table('customers.loyalty_bookings', 'append-only');

-- Others widen these lists too: what is allowed already stays allowed.
do $$
declare
  widened record;
begin
  for widened in
    select c.conrelid::regclass as relation, c.conname, pg_get_expr(c.conbin, c.conrelid) as allowed, n.also
      from (values ('customers.loyalty_entries'::regclass, 'loyalty_entries_kind_check', $also$kind = 'restore'$also$),
                   ('sales.item_discounts', 'item_discounts_source_check', $also$source = 'points'$also$))
             as n(relation, name, also)
      join pg_constraint c on c.conrelid = n.relation and c.conname = n.name
  loop
    execute format('alter table %s drop constraint %I, add constraint %I check (%s or %s)', widened.relation,
                   widened.conname, widened.conname, widened.allowed, widened.also);
  end loop;
end $$;

-- What one point takes off a sale now; 0 where none does.
create function customers.point_value(in_business uuid) returns bigint
  language plpgsql stable as $$
begin
  return coalesce((select p.point_value from customers.loyalty_programs p
                    where p.business_id = in_business and p.active), 0);
end $$;

/* Takes the points of a sale, at the value that it was priced with. The customer's row stays locked until the commit: of
   many at once none redeems what another has redeemed. */
create function customers.redeem_points(in_business uuid, in_customer uuid, in_points bigint, in_value bigint, in_sale uuid)
  returns void
  language plpgsql as $$
declare
  present bigint;
begin
  if customers.point_value(in_business) <> in_value then
    raise exception 'A point is worth something else by now.' using errcode = 'TB409', detail = 'customers.point-value-changed';
  end if;
  update customers.customers c set points = c.points - in_points
   where c.business_id = in_business and c.id = in_customer and c.points >= in_points;
  if not found then
    select c.points into present from customers.customers c where c.business_id = in_business and c.id = in_customer;
    if not found then
      raise exception 'There is no such customer.' using errcode = 'TB404', detail = 'customers.customer-not-found';
    end if;
    raise exception 'The customer has not that many points.'
      using errcode = 'TB409', detail = 'customers.points-short',
            hint = jsonb_build_object('points', present, 'asked', in_points);
  end if;
  insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id, amount)
  values (in_business, in_sale, in_customer, 'redeem', -in_points, in_sale, in_points * in_value);
end $$;

-- Gives the points back that a sale took, once, when it is annulled.
create function customers.restore_points(in_business uuid, in_sale uuid) returns void
  language plpgsql as $$
begin
  with restored as (
    insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id)
    select in_business, gen_random_uuid(), e.customer_id, 'restore', -e.points, in_sale
      from customers.loyalty_entries e
     where e.business_id = in_business and e.transaction_id = in_sale and e.kind = 'redeem'
    returning customer_id, points
  )
  update customers.customers c set points = c.points + r.points
    from restored r
   where c.business_id = in_business and c.id = r.customer_id;
end $$;

/* Where points are a liability, books those of these documents that are not booked yet, one entry for each that was
   earned, redeemed or given back (fixture J36): [{transactionId, businessDate, outletId, recordedBy}]. */
create function customers.book_points(in_business uuid, in_documents jsonb) returns void
  language plpgsql as $$
declare
  value bigint;
  booked jsonb;
begin
  select p.point_value into value from customers.loyalty_programs p
   where p.business_id = in_business and p.loyalty_liability
     for no key update;
  if not found then
    return;
  end if;

  with unbooked as (
    select distinct on (e.id) e.id, e.points, d."businessDate", d."outletId", d."recordedBy"
      from jsonb_to_recordset(in_documents) as d("transactionId" uuid, "businessDate" date, "outletId" uuid,
             "recordedBy" uuid)
      join customers.loyalty_entries e on e.business_id = in_business and e.transaction_id = d."transactionId"
     where e.points <> 0
       and not exists (select from customers.loyalty_bookings b where b.business_id = in_business and b.entry_id = e.id)
  ), noted as (
    insert into customers.loyalty_bookings (business_id, entry_id, points)
    select in_business, u.id, u.points from unbooked u
  )
  select jsonb_agg(to_jsonb(u)) into booked from unbooked u;
  if booked is null then
    return;
  end if;

  perform ledger.post_entry(in_business, jsonb_build_object('id', gen_random_uuid(), 'effectiveDate', b."businessDate",
            'outletId', b."outletId", 'sourceType', 'loyalty-points', 'sourceId', b.id, 'description', 'Poin pelanggan',
            'recordedBy', b."recordedBy", 'lines', customers.liability_lines(b.points * value)))
     from jsonb_to_recordset(booked) as b(id uuid, points bigint, "businessDate" date, "outletId" uuid, "recordedBy" uuid);
  update customers.loyalty_programs p
     set booked_points = p.booked_points + (select sum(b.points) from jsonb_to_recordset(booked) as b(points bigint))
   where p.business_id = in_business;
end $$;

-- So much more is owed for points, or less.
create function customers.liability_lines(in_amount bigint) returns jsonb
  language sql immutable parallel safe
  return jsonb_build_array(
    jsonb_build_object('role', 'PROMO', 'debit', greatest(in_amount, 0), 'credit', greatest(-in_amount, 0)),
    jsonb_build_object('role', 'LOYALTY_LIABILITY', 'debit', greatest(-in_amount, 0), 'credit', greatest(in_amount, 0)));

/* Says what a point is worth and whether points are owed, and books what all points that there are come to more or less by
   that: {rupiahPerPoint, pointValue, active, loyaltyLiability}; the entry without its lines. Sales and listeners that are
   under way book by what they find. */
create function customers.change_loyalty_program(in_business uuid, in_program jsonb, in_entry jsonb) returns void
  language plpgsql as $$
declare
  program customers.loyalty_programs;
  owed bigint;
begin
  select p.* into program from customers.loyalty_programs p where p.business_id = in_business for no key update;
  owed := case when program.loyalty_liability then program.booked_points * program.point_value else 0 end;

  if (in_program->>'loyaltyLiability')::boolean and not program.loyalty_liability then
    insert into customers.loyalty_bookings (business_id, entry_id, points)
    select in_business, e.id, e.points from customers.loyalty_entries e
     where e.business_id = in_business and e.points <> 0
    on conflict do nothing;
  end if;
  update customers.loyalty_programs p
     set rupiah_per_point = (in_program->>'rupiahPerPoint')::bigint,
         point_value = (in_program->>'pointValue')::bigint,
         active = (in_program->>'active')::boolean,
         active_since = case when p.active then p.active_since else clock_timestamp() end,
         loyalty_liability = (in_program->>'loyaltyLiability')::boolean,
         booked_points = coalesce((select sum(b.points) from customers.loyalty_bookings b where b.business_id = in_business), 0)
   where p.business_id = in_business
  returning p.* into program;

  owed := case when program.loyalty_liability then program.booked_points * program.point_value else 0 end - owed;
  perform ledger.post_entry(in_business, in_entry || jsonb_build_object('lines', customers.liability_lines(owed)));
end $$;

/* What a sale takes from balances, offers and intents, under their locks: {customerId, saleId, outletId, businessDate,
   storeCredit, giftCards: [{code, amount}], points, pointValue, vouchers, promotions, firstPurchase, intents, openItem}. A
   sale on account is refused where the customer would owe more than may be owed. A sale that an offline till brings takes
   its turn here, in {operation}. */
create or replace function sales.take_balances(in_business uuid, in_balances jsonb) returns void
  language plpgsql as $$
declare
  customer uuid := (in_balances->>'customerId')::uuid;
  sale uuid := (in_balances->>'saleId')::uuid;
  store_credit bigint := (in_balances->>'storeCredit')::bigint;
  points bigint := (in_balances->>'points')::bigint;
  on_account bigint := (in_balances->'openItem'->>'amount')::bigint;
  allowed bigint;
  owed bigint;
begin
  perform sales.take_approvals(in_business, sale, in_balances->'approvals');
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
  if points > 0 then
    perform customers.redeem_points(in_business, customer, points, (in_balances->>'pointValue')::bigint, sale);
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

-- The other way of sales.take_balances: gives back what a sale took from the balances of its customer.
create or replace function sales.give_balances_back(in_business uuid, in_sale uuid) returns void
  language plpgsql as $$
begin
  perform customers.add_store_credit(in_business, t.customer_id, p.amount, 'void', in_sale)
     from sales.transactions t
     join (select sum(amount)::bigint as amount from sales.payments
            where business_id = in_business and transaction_id = in_sale and method = 'store_credit') p on p.amount > 0
    where t.business_id = in_business and t.id = in_sale;
  perform customers.put_back_on_gift_cards(in_business, 'sale', in_sale, 'void', in_sale);
  perform customers.restore_points(in_business, in_sale);
  perform sales.give_offers_back(in_business, in_sale);
end $$;
