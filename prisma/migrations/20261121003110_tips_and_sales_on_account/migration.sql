-- How far a customer may owe; nothing unless somebody with the right to says so.
alter table customers.customers
  add column credit_limit bigint not null default 0 check (credit_limit between 0 and 9007199254740991);

-- Of one customer's sales on account one at a time looks at what is owed: the row stays locked until the commit.
create function customers.lock_credit_limit(in_business uuid, in_customer uuid) returns bigint
  language plpgsql as $$
declare
  allowed bigint;
begin
  select c.credit_limit into allowed from customers.customers c
   where c.business_id = in_business and c.id = in_customer
     for no key update;
  if not found then
    raise exception 'There is no such customer.' using errcode = 'TB404', detail = 'customers.customer-not-found';
  end if;
  return allowed;
end $$;

-- What somebody owes of one document, until it is settled. `settled` is the sum of its allocations, kept to be guarded.
create table ledger.open_items (
  business_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('receivable')),
  outlet_id uuid not null,
  customer_id uuid not null,
  source_type text not null,
  source_id uuid not null,
  entry_id uuid not null,
  opened_on date not null,
  due_date date not null,
  amount bigint not null check (amount between 1 and 9007199254740991),
  settled bigint not null default 0 check (settled between 0 and amount),
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (source_type, source_id, business_id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, customer_id) references customers.customers,
  foreign key (business_id, entry_id) references ledger.journal_entries,
  check (due_date >= opened_on)
);
create index open_items_of_customer on ledger.open_items (customer_id, business_id) include (amount, settled)
  where settled < amount;
create index open_items_by_due_date on ledger.open_items (due_date, id, business_id);
call platform.seal_tenant_table('ledger.open_items');

create table ledger.allocations (
  business_id uuid not null,
  id uuid not null,
  open_item_id uuid not null,
  amount bigint not null check (amount > 0),
  source_type text not null,
  source_id uuid not null,
  entry_id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (source_type, source_id, open_item_id, business_id),
  foreign key (business_id, open_item_id) references ledger.open_items,
  foreign key (business_id, entry_id) references ledger.journal_entries
);
create index allocations_of_open_item on ledger.allocations (open_item_id, business_id);
call platform.seal_tenant_table('ledger.allocations', 'append-only');

create function ledger.owed_by(in_business uuid, in_customer uuid) returns bigint
  language plpgsql as $$
begin
  return (select coalesce(sum(i.amount - i.settled), 0) from ledger.open_items i
           where i.business_id = in_business and i.customer_id = in_customer and i.settled < i.amount);
end $$;

-- {id, outletId, customerId, sourceType, sourceId, openedOn, dueDate, amount}: what a posted entry left open.
create function ledger.open_receivable(in_business uuid, in_item jsonb, in_entry uuid) returns void
  language plpgsql as $$
begin
  insert into ledger.open_items (business_id, id, kind, outlet_id, customer_id, source_type, source_id, entry_id, opened_on,
                                 due_date, amount)
  values (in_business, (in_item->>'id')::uuid, 'receivable', (in_item->>'outletId')::uuid, (in_item->>'customerId')::uuid,
          in_item->>'sourceType', (in_item->>'sourceId')::uuid, in_entry, (in_item->>'openedOn')::date,
          (in_item->>'dueDate')::date, (in_item->>'amount')::bigint);
end $$;

/* Settles an amount of an open item, by an entry that was posted in the same commit, and returns what is left open.
   Never more than is open, however many settle at once. */
create function ledger.allocate(in_business uuid, in_id uuid, in_open_item uuid, in_amount bigint, in_source_type text,
                                in_source uuid, in_entry uuid) returns bigint
  language plpgsql as $$
declare
  still_open bigint;
begin
  update ledger.open_items i set settled = i.settled + in_amount
   where i.business_id = in_business and i.id = in_open_item and i.settled + in_amount <= i.amount
  returning i.amount - i.settled into still_open;
  if not found then
    raise exception 'Not that much is open.' using errcode = 'TB409', detail = 'ledger.open-item-exceeded';
  end if;
  insert into ledger.allocations (business_id, id, open_item_id, amount, source_type, source_id, entry_id)
  values (in_business, in_id, in_open_item, in_amount, in_source_type, in_source, in_entry);
  return still_open;
end $$;

-- How much was settled since, of those documents that left something open.
create function ledger.settled_amounts(in_business uuid, in_source_type text, in_sources uuid[])
  returns table (source uuid, settled bigint)
  language plpgsql stable as $$
begin
  return query
    select i.source_id, i.settled from ledger.open_items i
     where i.business_id = in_business and i.source_type = in_source_type and i.source_id = any (in_sources);
end $$;

alter table sales.transactions
  add column tip bigint not null default 0 check (tip between 0 and 9007199254740991),
  add column on_account bigint not null default 0 check (on_account >= 0),
  add column due_date date,
  drop constraint transactions_check1,
  drop constraint transactions_check2,
  add constraint transactions_paid_check check (paid between 0 and 9007199254740991),
  add constraint transactions_change_check check (change >= 0 and change = paid + on_account - grand_total - tip),
  add constraint transactions_owed_check check (case when on_account = 0 then due_date is null
    else customer_id is not null and due_date is not null and due_date >= business_date and tip = 0 end);

alter table sales.shift_totals
  add column tip_total bigint not null default 0,
  add column on_account_total bigint not null default 0;

/* What a sale takes from the balances of its customer, under their locks: {customerId, saleId, storeCredit, openItem}.
   A sale on account is refused where the customer would owe more than may be owed. */
create function sales.take_balances(in_business uuid, in_balances jsonb) returns void
  language plpgsql as $$
declare
  customer uuid := (in_balances->>'customerId')::uuid;
  store_credit bigint := (in_balances->>'storeCredit')::bigint;
  on_account bigint := (in_balances->'openItem'->>'amount')::bigint;
  allowed bigint;
  owed bigint;
begin
  if store_credit > 0 then
    perform customers.add_store_credit(in_business, customer, -store_credit, 'sale', (in_balances->>'saleId')::uuid);
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

-- Posts a sale with what its goods cost, and opens what is left on account. Returns the entry's id, or null.
create function sales.post_sale(in_business uuid, entry jsonb, costs jsonb, open_item jsonb) returns uuid
  language plpgsql as $$
declare
  entry_id uuid := ledger.post_entry(in_business,
    jsonb_set(entry, '{lines}', (entry->'lines') || sales.cost_lines(costs)));
begin
  if open_item <> 'null' then
    perform ledger.open_receivable(in_business, open_item, entry_id);
  end if;
  return entry_id;
end $$;

create or replace function sales.add_to_shift_totals(in_business uuid, in_shift uuid, plan jsonb) returns void
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
         tip_total = t.tip_total + (sale->>'tip')::bigint,
         on_account_total = t.on_account_total + (sale->>'onAccount')::bigint,
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
  employee uuid := (sale->>'employeeId')::uuid;
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

  insert into sales.payments (business_id, id, transaction_id, line_number, method, tendered, change, amount, reference)
  select business, p.id, sale_id, p."lineNumber", p.method, p.tendered, p.change, p.amount, p.reference
    from jsonb_to_recordset(plan->'payments') as p(id uuid, "lineNumber" integer, method text, tendered bigint,
           change bigint, amount bigint, reference text);

  entry_id := sales.post_sale(business, plan->'entry', costs, plan->'balances'->'openItem');

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
    rounding, grand_total, tip, paid, change, on_account, due_date, notes, journal_entry_id, occurred_at)
  values (business, sale_id, outlet, shift, sale->>'type', sale->>'orderType', (sale->>'tableId')::uuid,
    (sale->>'customerId')::uuid, employee, business_day, receipt_sequence, receipt_number, (sale->>'subtotal')::bigint,
    (sale->>'discountAmount')::bigint, (sale->>'serviceCharge')::bigint, (sale->>'taxAmount')::bigint,
    (sale->>'rounding')::bigint, (sale->>'grandTotal')::bigint, (sale->>'tip')::bigint, (sale->>'paid')::bigint,
    (sale->>'change')::bigint, (sale->>'onAccount')::bigint, (sale->>'dueDate')::date, sale->>'notes', entry_id, (sale->>'occurredAt')::timestamptz);

  perform outbox.append(business, outlet,
    jsonb_build_array(jsonb_set(plan->'event', '{payload,receiptNumber}', to_jsonb(receipt_number))));

  answer := platform.store_answer(business, plan->'idempotency'->>'key',
    (plan->'answer') || jsonb_build_object('receiptNumber', receipt_number, 'ledgerEntryId', entry_id));
  return jsonb_build_object('answer', answer, 'replayed', false);
end $$;
