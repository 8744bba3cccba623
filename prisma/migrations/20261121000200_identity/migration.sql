create table identity.businesses (
  business_id uuid primary key,
  name text not null,
  legal_name text not null,
  address text not null default '',
  tax_number text,                          -- NPWP
  is_taxable_entrepreneur boolean not null default false, -- PKP: only a PKP may charge PPN
  currency char(3) not null default 'IDR',
  created_at timestamptz not null default now()
);
call platform.seal_tenant_table('identity.businesses');

create table identity.outlets (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  code text not null check (code ~ '^[A-Z0-9]{2,12}$'),
  name text not null,
  address text not null default '',
  time_zone text not null,
  day_starts_at time not null default '00:00', -- a sale before this time belongs to the previous business date
  service_charge_bps integer not null default 0 check (service_charge_bps between 0 and 10000),
  service_charge_base text not null default 'post_discount' check (service_charge_base in ('pre_discount', 'post_discount')),
  service_charge_taxable boolean not null default true,
  cash_rounding_step bigint not null default 1 check (cash_rounding_step > 0),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (business_id, id),
  unique (code, business_id)
);
call platform.seal_tenant_table('identity.outlets');

create table identity.employees (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  email text not null check (email = lower(email)),
  name text not null,
  role text not null check (role in ('owner', 'manager', 'supervisor', 'cashier', 'kitchen', 'inventory', 'accountant')),
  password_hash text not null,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (business_id, id),
  unique (email, business_id)
);
create index employees_by_email on identity.employees (email);
call platform.seal_tenant_table('identity.employees');

create table identity.employee_outlets (
  business_id uuid not null,
  employee_id uuid not null,
  outlet_id uuid not null,
  primary key (business_id, employee_id, outlet_id),
  foreign key (business_id, employee_id) references identity.employees,
  foreign key (business_id, outlet_id) references identity.outlets
);
call platform.seal_tenant_table('identity.employee_outlets', 'erasable');

-- One row per issued refresh token; a family is one log-in. Re-use of a spent token revokes the family.
create table identity.refresh_tokens (
  business_id uuid not null,
  id uuid not null,
  family_id uuid not null,
  employee_id uuid not null,
  outlet_id uuid,
  secret_hash bytea not null,
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (business_id, id),
  foreign key (business_id, employee_id) references identity.employees,
  foreign key (business_id, outlet_id) references identity.outlets
);
create index refresh_tokens_by_family on identity.refresh_tokens (family_id, business_id);
call platform.seal_tenant_table('identity.refresh_tokens');

create table identity.tenant_config (
  business_id uuid primary key references identity.businesses,
  use_atomic_function boolean not null default true,
  use_listen_notify_worker boolean not null default false,
  worker_poll_interval_ms integer not null default 1000 check (worker_poll_interval_ms between 100 and 60000),
  max_retry_count integer not null default 3 check (max_retry_count between 1 and 20),
  batch_size integer not null default 100 check (batch_size between 1 and 1000),
  enable_telemetry boolean not null default true
);
call platform.seal_tenant_table('identity.tenant_config');

-- A log-in knows an e-mail and not yet a tenant. The one look across tenants that identity needs; bounded.
create policy login_lookup on identity.employees for select to tillbook_doorkeeper using (true);
grant select on identity.employees to tillbook_doorkeeper;

create function identity.find_logins(login_email text)
  returns table (business_id uuid, employee_id uuid, password_hash text)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select e.business_id, e.id, e.password_hash
      from identity.employees e
     where e.email = lower(login_email) and e.active
     order by e.business_id
     limit 5;
  end;
grant create on schema identity to tillbook_doorkeeper;
alter function identity.find_logins owner to tillbook_doorkeeper;
revoke create on schema identity from tillbook_doorkeeper;
revoke all on function identity.find_logins from public;
grant execute on function identity.find_logins to tillbook_app;
