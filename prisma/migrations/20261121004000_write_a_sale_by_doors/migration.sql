-- How a sale was paid, and what that did to the drawer.
create function sales.insert_payments(in_business uuid, plan jsonb) returns void
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

-- The header of a sale, with the receipt number that the outlet's counter gave and the entry that was posted.
create function sales.insert_transaction(in_business uuid, sale jsonb, in_sequence integer, in_number text, in_entry uuid)
  returns void
  language plpgsql as $$
begin
  insert into sales.transactions (business_id, id, outlet_id, shift_id, type, order_type, table_id, customer_id,
    employee_id, business_date, receipt_sequence, receipt_number, subtotal, discount_amount, service_charge, tax_amount,
    rounding, grand_total, tip, paid, change, on_account, due_date, notes, journal_entry_id, occurred_at)
  values (in_business, (sale->>'id')::uuid, (sale->>'outletId')::uuid, (sale->>'shiftId')::uuid, sale->>'type',
    sale->>'orderType', (sale->>'tableId')::uuid, (sale->>'customerId')::uuid, (sale->>'employeeId')::uuid,
    (sale->>'businessDate')::date, in_sequence, in_number, (sale->>'subtotal')::bigint, (sale->>'discountAmount')::bigint,
    (sale->>'serviceCharge')::bigint, (sale->>'taxAmount')::bigint, (sale->>'rounding')::bigint,
    (sale->>'grandTotal')::bigint, (sale->>'tip')::bigint, (sale->>'paid')::bigint, (sale->>'change')::bigint,
    (sale->>'onAccount')::bigint, (sale->>'dueDate')::date, sale->>'notes', in_entry, (sale->>'occurredAt')::timestamptz);
end $$;

/* The whole sale in one round trip: what a TransactionPlan says, or nothing. The plan's amounts were computed by the
   server; here the facts that only the database can decide are decided under their locks, taken in the one order that
   every writer keeps: idempotency record, shift, the customer's balances, stock rows by id, receipt counter, the outlet's
   stream head. */
create or replace function sales.create_transaction_atomic(plan jsonb) returns jsonb
  language plpgsql as $$
declare
  business uuid := (plan->>'businessId')::uuid;
  sale jsonb := plan->'transaction';
  outlet uuid := (sale->>'outletId')::uuid;
  shift uuid := (sale->>'shiftId')::uuid;
  sale_id uuid := (sale->>'id')::uuid;
  business_day date := (sale->>'businessDate')::date;
  answer jsonb;
  costs jsonb := '[]';
  entry_id uuid;
  receipt_sequence integer;
  receipt_number text;
begin
  perform set_config('app.business_id', plan->>'businessId', true);

  answer := platform.claim_idempotency_key(business, plan->'idempotency'->>'key', plan->'idempotency'->>'operation',
    decode(plan->'idempotency'->>'requestHash', 'hex'));
  if answer is not null then
    return jsonb_build_object('answer', answer, 'replayed', true);
  end if;

  perform catalog.require_revision(business, (plan->>'revision')::bigint);
  perform sales.require_open_shift(business, outlet, shift);
  perform sales.take_balances(business, plan->'balances');

  if jsonb_array_length(plan->'stockLines') > 0 then
    select jsonb_agg(to_jsonb(c)) into costs from inventory.issue_stock(business, outlet, 'sale', plan->'stockLines') c;
  end if;

  perform sales.insert_items(business, sale_id, plan, costs);

  perform sales.insert_payments(business, plan);

  entry_id := sales.post_sale(business, plan->'entry', costs, plan->'balances'->'openItem');

  -- From here on the outlet is serialised: nothing slow below.
  receipt_sequence := sales.next_receipt_sequence(business, outlet, business_day);
  receipt_number := sales.format_receipt_number(plan->>'outletCode', business_day, receipt_sequence);

  perform sales.add_to_shift_totals(business, shift, plan);

  perform sales.insert_transaction(business, sale, receipt_sequence, receipt_number, entry_id);

  perform outbox.append(business, outlet,
    jsonb_build_array(jsonb_set(plan->'event', '{payload,receiptNumber}', to_jsonb(receipt_number))));

  answer := platform.store_answer(business, plan->'idempotency'->>'key',
    (plan->'answer') || jsonb_build_object('receiptNumber', receipt_number, 'ledgerEntryId', entry_id));
  return jsonb_build_object('answer', answer, 'replayed', false);
end $$;
