create table kitchen.orders (
  business_id uuid not null,
  id uuid not null,                         -- the transaction's own id: one order per sale
  outlet_id uuid not null,
  transaction_id uuid not null,
  order_number text not null,
  order_type text not null,
  table_id uuid,
  status text not null default 'pending' check (status in ('pending', 'preparing', 'ready', 'served', 'completed', 'cancelled')),
  notes text,
  placed_at timestamptz not null,
  changed_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  primary key (business_id, id),
  unique (transaction_id, business_id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, transaction_id) references sales.transactions
);
create index orders_of_outlet on kitchen.orders (outlet_id, placed_at, id, business_id);
create index orders_by_change on kitchen.orders (outlet_id, changed_at, business_id);
call platform.seal_tenant_table('kitchen.orders');

create table kitchen.order_items (
  business_id uuid not null,
  id uuid not null,                         -- the sold item's own id
  order_id uuid not null,
  line_number integer not null,
  product_id uuid not null,
  name text not null,
  quantity numeric(15,4) not null check (quantity > 0),
  modifiers jsonb not null default '[]',    -- [{name, quantity}]
  notes text,
  station text not null,
  primary key (business_id, id),
  unique (order_id, line_number, business_id),
  foreign key (business_id, order_id) references kitchen.orders,
  foreign key (business_id, product_id) references catalog.products
);
call platform.seal_tenant_table('kitchen.order_items');

create table audit.entries (
  business_id uuid not null references identity.businesses,
  id uuid not null,                         -- the event's own id
  stream_id uuid not null,
  seq bigint not null,
  action text not null,
  actor jsonb not null,
  subject_id uuid,
  data jsonb not null,
  correlation_id text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (stream_id, seq, business_id)
);
call platform.seal_tenant_table('audit.entries', 'append-only');
