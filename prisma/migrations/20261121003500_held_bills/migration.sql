-- A cart set aside: no stock, no money, no number. It ends once, by being resumed or by its time.
create table sales.held_bills (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  state text not null default 'held' check (state in ('held', 'resumed', 'expired')),
  name text,
  table_id uuid,
  customer_id uuid,
  cart jsonb not null,                      -- as the till gave it
  held_by uuid not null,
  held_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > held_at),
  ended_by uuid,
  ended_at timestamptz,
  primary key (business_id, id),
  foreign key (business_id, outlet_id) references identity.outlets,
  constraint held_bills_table_fkey foreign key (business_id, outlet_id, table_id)
    references dining.tables (business_id, outlet_id, id),
  constraint held_bills_customer_fkey foreign key (business_id, customer_id) references customers.customers,
  foreign key (business_id, held_by) references identity.employees,
  foreign key (business_id, ended_by) references identity.employees,
  check ((state = 'held') = (ended_at is null)),
  check ((state = 'resumed') = (ended_by is not null))
);
create index held_bills_of_outlet on sales.held_bills (outlet_id, id, business_id) where state = 'held';
create index held_bills_by_expiry on sales.held_bills (outlet_id, expires_at, business_id) where state = 'held';
call platform.seal_tenant_table('sales.held_bills');
