-- What a bank or a platform paid out of what customers had paid it: net and its fee make the gross.
create table ledger.settlements (
  business_id uuid not null,
  id uuid not null,
  outlet_id uuid not null,
  method text not null check (method in ('card', 'qris', 'delivery_platform')),
  gross bigint not null check (gross between 1 and 9007199254740991),
  fee bigint not null check (fee between 0 and gross),
  reference text,
  settled_on date not null,                 -- as the bank has it
  entry_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, entry_id) references ledger.journal_entries,
  foreign key (business_id, recorded_by) references identity.employees
);
call platform.seal_tenant_table('ledger.settlements', 'append-only');

/* What is still to come by one clearing account. One settlement of it after the other: who asks keeps the others waiting
   until the commit. */
create function ledger.lock_clearing(in_business uuid, in_role text) returns bigint
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('clearing of ' || in_business || '/' || in_role, 0));
  return (
    select coalesce(sum(l.debit - l.credit), 0)
      from ledger.accounts a
      join ledger.journal_lines l on l.business_id = a.business_id and l.account_id = a.id
     where a.business_id = in_business and a.system_role = in_role
  );
end $$;
