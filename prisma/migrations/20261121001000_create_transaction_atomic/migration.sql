create function sales.require_open_shift(in_business uuid, in_outlet uuid, in_shift uuid) returns void
  language plpgsql as $$
declare
  shift_state text;
begin
  -- Shared: sales of a shift do not wait for each other, and a closing (for update) waits for all of them.
  select s.state into shift_state from sales.shifts s
   where s.business_id = in_business and s.outlet_id = in_outlet and s.id = in_shift
     for key share;
  if not found then
    raise exception 'no such shift' using errcode = 'TB404', detail = 'sales.shift-not-found';
  elsif shift_state <> 'open' then
    raise exception 'the shift is %', shift_state using errcode = 'TB409', detail = 'sales.shift-not-open';
  end if;
end $$;

/* The whole sale in one round trip: what a TransactionPlan says, or nothing. The plan's amounts were computed by the
   server; here the facts that only the database can decide are decided under their locks, taken in the one order that
   every writer keeps: idempotency record, shift, stock rows by id, receipt counter, the outlet's stream head. */
create function sales.create_transaction_atomic(plan jsonb) returns jsonb
  language plpgsql as $$
declare
  business uuid := (plan->>'businessId')::uuid;
  sale jsonb := plan->'transaction';
  outlet uuid := (sale->>'outletId')::uuid;
  shift uuid := (sale->>'shiftId')::uuid;
  sale_id uuid := (sale->>'id')::uuid;
  employee uuid := (sale->>'employeeId')::uuid;
  business_day date := (sale->>'businessDate')::date;
  answer jsonb;
  costs jsonb := '[]';
  entry jsonb := plan->'entry';
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

  if jsonb_array_length(plan->'stockLines') > 0 then
    select jsonb_agg(to_jsonb(c)) into costs from inventory.issue_stock(business, outlet, 'sale', plan->'stockLines') c;
  end if;

  insert into sales.transaction_items (business_id, id, transaction_id, line_number, product_id, variant_id, name,
    quantity, uom, unit_price, list_price, gross, subtotal, discount_amount, service_charge, tax_rule_id, tax_base,
    tax_amount, total, stock_item_id, unit_cost, cost, notes)
  select business, i.id, sale_id, i."lineNumber", i."productId", i."variantId", i.name, i.quantity, i.uom,
         i."unitPrice", i."listPrice", i.gross, i.subtotal, i."discountAmount", i."serviceCharge", i."taxRuleId",
         i."taxBase", i."taxAmount", i.total, c.stock_item_id, c.unit_cost, c.cost, i.notes
    from jsonb_to_recordset(plan->'items') as i(id uuid, "lineNumber" integer, "productId" uuid, "variantId" uuid,
           name text, quantity numeric, uom text, "unitPrice" bigint, "listPrice" bigint, gross bigint, subtotal bigint,
           "discountAmount" bigint, "serviceCharge" bigint, "taxRuleId" uuid, "taxBase" bigint, "taxAmount" bigint,
           total bigint, notes text)
    left join jsonb_to_recordset(costs) as c(line_id uuid, stock_item_id uuid, unit_cost numeric, cost bigint)
      on c.line_id = i.id;

  if jsonb_array_length(plan->'modifiers') > 0 then
    insert into sales.item_modifiers (business_id, id, item_id, modifier_id, name, quantity, unit_price)
    select business, m.id, m."itemId", m."modifierId", m.name, m.quantity, m."unitPrice"
      from jsonb_to_recordset(plan->'modifiers') as m(id uuid, "itemId" uuid, "modifierId" uuid, name text,
             quantity integer, "unitPrice" bigint);
  end if;

  insert into sales.payments (business_id, id, transaction_id, line_number, method, tendered, change, amount, reference)
  select business, p.id, sale_id, p."lineNumber", p.method, p.tendered, p.change, p.amount, p.reference
    from jsonb_to_recordset(plan->'payments') as p(id uuid, "lineNumber" integer, method text, tendered bigint,
           change bigint, amount bigint, reference text);

  entry := jsonb_set(entry, '{lines}', (entry->'lines') || sales.cost_lines(costs));
  entry_id := ledger.post_entry(business, entry);

  if plan->'drawerMovement' <> 'null' then
    insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, recorded_by)
    values (business, (plan->'drawerMovement'->>'id')::uuid, shift, 'sale', (plan->'drawerMovement'->>'amount')::bigint,
            sale_id, employee);
  end if;

  -- From here on the outlet is serialised: nothing slow below.
  receipt_sequence := sales.next_receipt_sequence(business, outlet, business_day);
  receipt_number := sales.format_receipt_number(plan->>'outletCode', business_day, receipt_sequence);

  perform sales.add_to_shift_totals(business, shift, plan);

  insert into sales.transactions (business_id, id, outlet_id, shift_id, type, order_type, table_id, customer_id,
    employee_id, business_date, receipt_sequence, receipt_number, subtotal, discount_amount, service_charge, tax_amount,
    rounding, grand_total, paid, change, notes, journal_entry_id, occurred_at)
  values (business, sale_id, outlet, shift, sale->>'type', sale->>'orderType', (sale->>'tableId')::uuid,
    (sale->>'customerId')::uuid, employee, business_day, receipt_sequence, receipt_number, (sale->>'subtotal')::bigint,
    (sale->>'discountAmount')::bigint, (sale->>'serviceCharge')::bigint, (sale->>'taxAmount')::bigint,
    (sale->>'rounding')::bigint, (sale->>'grandTotal')::bigint, (sale->>'paid')::bigint, (sale->>'change')::bigint,
    sale->>'notes', entry_id, (sale->>'occurredAt')::timestamptz);

  perform outbox.append(business, outlet,
    jsonb_build_array(jsonb_set(plan->'event', '{payload,receiptNumber}', to_jsonb(receipt_number))));

  answer := platform.store_answer(business, plan->'idempotency'->>'key',
    (plan->'answer') || jsonb_build_object('receiptNumber', receipt_number, 'ledgerEntryId', entry_id));
  return jsonb_build_object('answer', answer, 'replayed', false);
end $$;

-- COGS: what the goods cost at the moment they left the shelf.
create function sales.cost_lines(costs jsonb) returns jsonb
  language plpgsql immutable parallel safe as $$
begin
  return (
    select coalesce(jsonb_build_array(jsonb_build_object('role', 'COGS', 'debit', sum(c.cost), 'credit', 0))
             || jsonb_agg(jsonb_build_object('role', c.inventory_role, 'debit', 0, 'credit', c.cost)), '[]')
      from jsonb_to_recordset(costs) as c(cost bigint, inventory_role text)
  );
end $$;

create function sales.format_receipt_number(outlet_code text, business_date date, receipt_sequence integer) returns text
  language sql stable parallel safe
  return outlet_code || '-' || to_char(business_date, 'YYYYMMDD') || '-' || lpad(receipt_sequence::text, 6, '0');

create function sales.add_to_shift_totals(in_business uuid, in_shift uuid, plan jsonb) returns void
  language plpgsql as $$
declare
  sale jsonb := plan->'transaction';
begin
  update sales.shift_totals t
     set sales_count = t.sales_count + 1,
         sales_total = t.sales_total + (sale->>'grandTotal')::bigint,
         discount_total = t.discount_total + (sale->>'discountAmount')::bigint,
         service_charge_total = t.service_charge_total + (sale->>'serviceCharge')::bigint,
         tax_total = t.tax_total + (sale->>'taxAmount')::bigint,
         rounding_total = t.rounding_total + (sale->>'rounding')::bigint,
         expected_cash = t.expected_cash + coalesce((plan->'drawerMovement'->>'amount')::bigint, 0)
   where t.business_id = in_business and t.shift_id = in_shift;
  insert into sales.shift_tenders as t (business_id, shift_id, method, count, amount)
  select in_business, in_shift, p.method, count(*), sum(p.amount)
    from jsonb_to_recordset(plan->'payments') as p(method text, amount bigint)
   group by p.method
   order by p.method
  on conflict (business_id, shift_id, method) do update
     set count = t.count + excluded.count, amount = t.amount + excluded.amount;
end $$;

-- The name by which the seed documents know it.
create function public.create_transaction_atomic(plan jsonb) returns jsonb
  language sql
  return sales.create_transaction_atomic(plan);
