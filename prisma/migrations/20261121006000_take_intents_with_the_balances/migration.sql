-- Intents are taken where balances are taken (sales.take_balances, of the next migration but one): together, in one order.

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
