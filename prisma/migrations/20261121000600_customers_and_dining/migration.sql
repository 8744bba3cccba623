create table customers.tiers (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  name text not null,
  multiplier_bps integer not null default 10000 check (multiplier_bps >= 0), -- 12000: 1.2 points for each
  primary key (business_id, id),
  unique (name, business_id)
);
call platform.seal_tenant_table('customers.tiers');

create table customers.loyalty_programs (
  business_id uuid primary key references identity.businesses,
  rupiah_per_point bigint not null check (rupiah_per_point > 0),
  active boolean not null default true
);
call platform.seal_tenant_table('customers.loyalty_programs');

create table customers.customers (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  name text not null,
  phone text,
  email text,
  tier_id uuid,
  points bigint not null default 0 check (points >= 0),
  created_at timestamptz not null default now(),
  primary key (business_id, id),
  unique (phone, business_id),
  foreign key (business_id, tier_id) references customers.tiers
);
call platform.seal_tenant_table('customers.customers');

create table customers.loyalty_entries (
  business_id uuid not null,
  id uuid not null,                         -- the id of the event that earned it
  customer_id uuid not null,
  kind text not null check (kind in ('earn', 'redeem', 'expire', 'adjust')),
  points bigint not null,
  transaction_id uuid,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (transaction_id, kind, business_id),
  foreign key (business_id, customer_id) references customers.customers
);
create index loyalty_entries_of_customer on customers.loyalty_entries (customer_id, business_id);
call platform.seal_tenant_table('customers.loyalty_entries', 'append-only');

create table dining.tables (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  code text not null,
  seats integer not null default 2 check (seats > 0),
  primary key (business_id, id),
  unique (outlet_id, code, business_id),
  unique (outlet_id, id, business_id),
  foreign key (business_id, outlet_id) references identity.outlets
);
call platform.seal_tenant_table('dining.tables');
