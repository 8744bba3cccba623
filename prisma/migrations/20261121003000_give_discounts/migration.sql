-- To the nearest multiple of its step, or always in the customer's favour (Permendag 35/M-DAG/PER/7/2013 lets the shop choose).
alter table identity.outlets
  add column cash_rounding_direction text not null default 'nearest' check (cash_rounding_direction in ('nearest', 'down'));

-- What was taken off an item, one row for each reason; the item carries their sum before tax.
create table sales.item_discounts (
  business_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  position integer not null check (position > 0), -- the order in which they were taken off
  scope text not null check (scope in ('line', 'order')), -- order: the item's share
  source text not null check (source in ('manual')),
  source_id uuid,                           -- null: by hand
  name text not null,
  amount bigint not null check (amount > 0), -- off the price as the shelf says it
  before_tax bigint not null check (before_tax between 0 and amount),
  primary key (business_id, id),
  unique (item_id, position, business_id),
  foreign key (business_id, item_id) references sales.transaction_items,
  check ((source = 'manual') = (source_id is null))
);
call platform.seal_tenant_table('sales.item_discounts', 'append-only');

-- The items of a sale with their modifiers and discounts, at what they cost when they left the shelf.
create function sales.insert_items(in_business uuid, in_sale uuid, plan jsonb, costs jsonb) returns void
  language plpgsql as $$
begin
  insert into sales.transaction_items (business_id, id, transaction_id, line_number, product_id, variant_id, name,
    quantity, uom, unit_price, list_price, gross, subtotal, discount_amount, service_charge, tax_rule_id, tax_base,
    tax_amount, total, stock_item_id, unit_cost, cost, notes)
  select in_business, i.id, in_sale, i."lineNumber", i."productId", i."variantId", i.name, i.quantity, i.uom,
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
    select in_business, m.id, m."itemId", m."modifierId", m.name, m.quantity, m."unitPrice"
      from jsonb_to_recordset(plan->'modifiers') as m(id uuid, "itemId" uuid, "modifierId" uuid, name text,
             quantity integer, "unitPrice" bigint);
  end if;

  if jsonb_array_length(plan->'discounts') > 0 then
    insert into sales.item_discounts (business_id, id, item_id, position, scope, source, source_id, name, amount,
      before_tax)
    select in_business, d.id, d."itemId", d.position, d.scope, d.source, d."sourceId", d.name, d.amount, d."beforeTax"
      from jsonb_to_recordset(plan->'discounts') as d(id uuid, "itemId" uuid, position integer, scope text, source text,
             "sourceId" uuid, name text, amount bigint, "beforeTax" bigint);
  end if;
end $$;

/* The whole sale in one round trip: what a TransactionPlan says, or nothing. The plan's amounts were computed by the
   server; here the facts that only the database can decide are decided under their locks, taken in the one order that
   every writer keeps: idempotency record, shift, stock rows by id, receipt counter, the outlet's stream head. */
create or replace function sales.create_transaction_atomic(plan jsonb) returns jsonb
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

  perform sales.insert_items(business, sale_id, plan, costs);

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
