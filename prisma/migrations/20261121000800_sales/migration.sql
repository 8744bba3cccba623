create table sales.shifts (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  drawer text not null default 'main',
  state text not null default 'open' check (state in ('open', 'ended', 'closed')),
  business_date date not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  opening_cash bigint not null check (opening_cash between 0 and 9007199254740991),
  closed_by uuid,
  closed_at timestamptz,
  counted_cash bigint check (counted_cash between 0 and 9007199254740991),
  expected_cash bigint,
  primary key (business_id, id),
  unique (outlet_id, id, business_id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, opened_by) references identity.employees,
  foreign key (business_id, closed_by) references identity.employees,
  check ((state = 'closed') = (closed_at is not null and counted_cash is not null and expected_cash is not null))
);
-- One open shift per drawer, whoever races.
create unique index one_open_shift_per_drawer on sales.shifts (outlet_id, drawer, business_id) where state = 'open';
call platform.seal_tenant_table('sales.shifts');

-- What a reading of the till needs, kept in each sale's commit, so that a report costs the same after any number of sales.
create table sales.shift_totals (
  business_id uuid not null,
  shift_id uuid not null,
  sales_count bigint not null default 0,
  sales_total bigint not null default 0,
  discount_total bigint not null default 0,
  service_charge_total bigint not null default 0,
  tax_total bigint not null default 0,
  rounding_total bigint not null default 0,
  expected_cash bigint not null,            -- the float, and every drawer movement since
  primary key (business_id, shift_id),
  foreign key (business_id, shift_id) references sales.shifts
) with (fillfactor = 50);
call platform.seal_tenant_table('sales.shift_totals');

create table sales.shift_tenders (
  business_id uuid not null,
  shift_id uuid not null,
  method text not null,
  count bigint not null,
  amount bigint not null,
  primary key (business_id, shift_id, method),
  foreign key (business_id, shift_id) references sales.shifts
) with (fillfactor = 50);
call platform.seal_tenant_table('sales.shift_tenders');

create table sales.drawer_movements (
  business_id uuid not null,
  id uuid not null,
  shift_id uuid not null,
  kind text not null check (kind in ('float', 'sale')),
  amount bigint not null,                   -- into the drawer positive
  transaction_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  foreign key (business_id, shift_id) references sales.shifts
);
create index drawer_movements_of_shift on sales.drawer_movements (shift_id, business_id);
call platform.seal_tenant_table('sales.drawer_movements', 'append-only');

-- Guarded by the outlet's order of commits; gapless per outlet and business date, whenever that date is sold on.
create table sales.receipt_counters (
  business_id uuid not null,
  outlet_id uuid not null,
  business_date date not null,
  last_number integer not null,
  primary key (business_id, outlet_id, business_date),
  foreign key (business_id, outlet_id) references identity.outlets
) with (fillfactor = 50);
call platform.seal_tenant_table('sales.receipt_counters');

create table sales.transactions (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  shift_id uuid not null,
  type text not null check (type in ('sale')),
  order_type text not null check (order_type in ('dine_in', 'takeaway', 'delivery', 'retail')),
  table_id uuid,
  customer_id uuid,
  employee_id uuid not null,
  business_date date not null,
  receipt_sequence integer not null check (receipt_sequence > 0),
  receipt_number text not null,
  status text not null default 'completed' check (status in ('completed')),
  subtotal bigint not null check (subtotal >= 0), -- before tax, also where the prices include it
  discount_amount bigint not null check (discount_amount between 0 and subtotal),
  service_charge bigint not null check (service_charge >= 0),
  tax_amount bigint not null check (tax_amount >= 0),
  rounding bigint not null,
  grand_total bigint not null check (grand_total between 0 and 9007199254740991),
  paid bigint not null check (paid >= grand_total and paid <= 9007199254740991),
  change bigint not null check (change = paid - grand_total),
  notes text,
  journal_entry_id uuid,                    -- null only where nothing was to post: a sale of nothing that cost nothing
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (outlet_id, business_date, receipt_sequence, business_id),
  unique (receipt_number, business_id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, outlet_id, shift_id) references sales.shifts (business_id, outlet_id, id),
  constraint transactions_table_fkey foreign key (business_id, outlet_id, table_id) references dining.tables (business_id, outlet_id, id),
  constraint transactions_customer_fkey foreign key (business_id, customer_id) references customers.customers,
  foreign key (business_id, employee_id) references identity.employees,
  foreign key (business_id, journal_entry_id) references ledger.journal_entries,
  check (grand_total = subtotal - discount_amount + service_charge + tax_amount + rounding)
);
create index transactions_by_day on sales.transactions (outlet_id, business_date, id, business_id);
create index transactions_of_shift on sales.transactions (shift_id, business_id);
call platform.seal_tenant_table('sales.transactions', 'append-only');

-- Its header is written after it, once the receipt number is known: the reference is checked at the commit.
create table sales.transaction_items (
  business_id uuid not null,
  id uuid not null,
  transaction_id uuid not null,
  line_number integer not null,
  product_id uuid not null,
  variant_id uuid,
  name text not null,
  quantity numeric(15,4) not null check (quantity > 0),
  uom text not null,
  unit_price bigint not null check (unit_price >= 0), -- modifiers not included
  list_price bigint not null check (list_price >= 0),
  gross bigint not null check (gross >= 0),           -- quantity × (unit price + modifiers), half up, as the shelf says it
  subtotal bigint not null check (subtotal >= 0),     -- of it, what is not tax
  discount_amount bigint not null default 0 check (discount_amount between 0 and subtotal),
  service_charge bigint not null check (service_charge >= 0),
  tax_rule_id uuid not null,
  tax_base bigint not null check (tax_base >= 0),     -- DPP: what the rate is applied to
  tax_amount bigint not null check (tax_amount >= 0),
  total bigint not null check (total >= 0),           -- what the customer pays for the line
  stock_item_id uuid,
  unit_cost numeric(19,4),
  cost bigint,
  notes text,
  primary key (business_id, id),
  unique (transaction_id, line_number, business_id),
  foreign key (business_id, transaction_id) references sales.transactions deferrable initially deferred,
  foreign key (business_id, product_id) references catalog.products,
  foreign key (business_id, product_id, variant_id) references catalog.variants (business_id, product_id, id),
  foreign key (business_id, tax_rule_id) references catalog.tax_rules,
  check (total = subtotal - discount_amount + service_charge + tax_amount),
  check ((stock_item_id is null) = (cost is null))
);
call platform.seal_tenant_table('sales.transaction_items', 'append-only');

create table sales.item_modifiers (
  business_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  modifier_id uuid not null,
  name text not null,
  quantity integer not null check (quantity > 0),
  unit_price bigint not null check (unit_price >= 0),
  primary key (business_id, id),
  foreign key (business_id, item_id) references sales.transaction_items,
  foreign key (business_id, modifier_id) references catalog.modifiers
);
create index item_modifiers_of_item on sales.item_modifiers (item_id, business_id);
call platform.seal_tenant_table('sales.item_modifiers', 'append-only');

create table sales.payments (
  business_id uuid not null,
  id uuid not null,
  transaction_id uuid not null,
  line_number integer not null,
  method text not null,
  tendered bigint not null check (tendered > 0),
  change bigint not null default 0 check (change between 0 and tendered),
  amount bigint not null,                   -- what it settles of the sale: tendered less change
  reference text,
  primary key (business_id, id),
  unique (transaction_id, line_number, business_id),
  foreign key (business_id, transaction_id) references sales.transactions deferrable initially deferred,
  check (amount = tendered - change),
  check (change = 0 or method = 'cash')
);
call platform.seal_tenant_table('sales.payments', 'append-only');

create function sales.next_receipt_sequence(in_business uuid, in_outlet uuid, in_business_date date) returns integer
  language plpgsql as $$
declare
  next_number integer;
begin
  insert into sales.receipt_counters as c (business_id, outlet_id, business_date, last_number)
  values (in_business, in_outlet, in_business_date, 1)
  on conflict (business_id, outlet_id, business_date) do update set last_number = c.last_number + 1
  returning c.last_number into next_number;
  return next_number;
end $$;
