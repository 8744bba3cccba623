-- Intents are taken where balances are taken: together, in one order.
/* Pays a sale with intents: [{id, intentId, method, amount}], `id` of the payment. Each must be paid, of this outlet, for
   just that amount by that method, and no other payment's. Their rows are locked in the order of their ids
   until the commit: of many sales at once one has it. */
create or replace function payments.use_intents(in_business uuid, in_outlet uuid, in_sale uuid, in_intents jsonb) returns void
  language plpgsql as $$
declare
  unfit record;
begin
  perform from payments.intents i
    where i.business_id = in_business
      and i.id in (select a."intentId" from jsonb_to_recordset(in_intents) as a("intentId" uuid))
    order by i.id
      for update;

  select i.*, a.times into unfit
    from (select p.*, count(*) over (partition by p."intentId") as times
            from jsonb_to_recordset(in_intents) as p("intentId" uuid, method text, amount bigint)) a
    left join payments.intents i on i.business_id = in_business and i.id = a."intentId" and i.outlet_id = in_outlet
   where i.id is null or i.sale_id is not null or a.times > 1 or i.state <> 'paid'
      or (i.method, i.amount) <> (a.method, a.amount)
   order by i.id nulls first
   limit 1;
  if found then
    if unfit.id is null then
      raise exception 'There is no such payment intent.' using errcode = 'TB404', detail = 'payments.intent-not-found';
    elsif unfit.sale_id is not null or unfit.times > 1 then
      raise exception 'A sale has been paid with this payment intent.'
        using errcode = 'TB409', detail = 'payments.intent-used';
    elsif unfit.state <> 'paid' then
      raise exception 'The payment intent is %.', unfit.state
        using errcode = 'TB409', detail = 'payments.intent-not-paid', hint = jsonb_build_object('state', unfit.state);
    end if;
    raise exception 'The payment intent is of another amount or method.'
      using errcode = 'TB422', detail = 'payments.intent-differs',
            hint = jsonb_build_object('method', unfit.method, 'amount', unfit.amount);
  end if;

  update payments.intents i
     set sale_id = in_sale, payment_id = a.id
    from jsonb_to_recordset(in_intents) as a(id uuid, "intentId" uuid)
   where i.business_id = in_business and i.id = a."intentId";
end $$;

/* What a sale takes under its locks, in this order: {approvals, operation, storeCredit, giftCards: [{code, amount}], points,
   pointValue, vouchers, promotions, firstPurchase, intents, openItem}, for {customerId, saleId, outletId, businessDate}. A
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
  if jsonb_array_length(in_balances->'intents') > 0 then
    perform payments.use_intents(in_business, (in_balances->>'outletId')::uuid, sale, in_balances->'intents');
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

-- How a sale was paid, and what that did to the drawer.
create or replace function sales.insert_payments(in_business uuid, plan jsonb) returns void
  language plpgsql as $$
declare
  sale jsonb := plan->'transaction';
begin
  insert into sales.payments (business_id, id, transaction_id, line_number, method, tendered, change, amount, reference)
  select in_business, p.id, (sale->>'id')::uuid, p."lineNumber", p.method, p.tendered, p.change, p.amount, p.reference
    from jsonb_to_recordset(plan->'payments') as p(id uuid, "lineNumber" integer, method text, tendered bigint,
           change bigint, amount bigint, reference text);

  if plan->'drawerMovement' <> 'null' then
    insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, recorded_by)
    values (in_business, (plan->'drawerMovement'->>'id')::uuid, (sale->>'shiftId')::uuid, 'sale',
            (plan->'drawerMovement'->>'amount')::bigint, (sale->>'id')::uuid, (sale->>'employeeId')::uuid);
  end if;
end $$;
