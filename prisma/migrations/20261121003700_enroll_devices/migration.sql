-- Tills that work without a connection: a manager makes a code, whoever stands at the till types it in once, and from
-- then on the device proves itself by a token of its own.

create table identity.pairing_codes (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  drawer text not null,
  code_hash bytea not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz,
  primary key (business_id, id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, created_by) references identity.employees
);
create index pairing_codes_by_hash on identity.pairing_codes (code_hash, business_id);
call platform.seal_tenant_table('identity.pairing_codes');

-- A device has the id of the code that it was enrolled by: a code makes one device, whoever races.
create table identity.devices (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  drawer text not null,
  name text not null,
  secret_hash bytea not null,
  enrolled_by uuid not null,                -- who made its code
  enrolled_at timestamptz not null,
  revoked_by uuid,
  revoked_at timestamptz,
  primary key (business_id, id),
  foreign key (business_id, id) references identity.pairing_codes,
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, enrolled_by) references identity.employees,
  foreign key (business_id, revoked_by) references identity.employees,
  check ((revoked_at is null) = (revoked_by is null))
);
create index devices_of_outlet on identity.devices (outlet_id, id, business_id);
call platform.seal_tenant_table('identity.devices');

-- An enrolment knows a code and not yet a tenant. The look across tenants that it needs; bounded.
create policy enrolment_lookup on identity.pairing_codes for select to tillbook_doorkeeper using (true);
grant select (business_id, id, code_hash, used_at) on identity.pairing_codes to tillbook_doorkeeper;

grant create on schema identity to tillbook_doorkeeper;
create function identity.find_pairing_code(in_hash bytea) returns table (business_id uuid, id uuid)
  language sql stable security definer
  set search_path = pg_catalog
  begin atomic
    select c.business_id, c.id
      from identity.pairing_codes c
     where c.code_hash = in_hash and c.used_at is null
     order by c.id desc
     limit 1;
  end;
alter function identity.find_pairing_code owner to tillbook_doorkeeper;
revoke all on function identity.find_pairing_code from public;
grant execute on function identity.find_pairing_code to tillbook_app;
revoke create on schema identity from tillbook_doorkeeper;

/* Holds a device for the rest of the caller's tx. Whoever revokes it waits for what it has under way, and nothing of it
   is taken afterwards. */
create function identity.require_device(in_business uuid, in_device uuid) returns void
  language plpgsql as $$
declare
  ended timestamptz;
begin
  select d.revoked_at into ended from identity.devices d
   where d.business_id = in_business and d.id = in_device
     for share;
  if not found or ended is not null then
    raise exception 'the device is not enrolled' using errcode = 'TB401', detail = 'auth.device-token-invalid';
  end if;
end $$;
