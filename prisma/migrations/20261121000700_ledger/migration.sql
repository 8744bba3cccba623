create table ledger.accounts (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  code text not null,
  name text not null,
  name_en text not null,
  type text not null check (type in ('asset', 'liability', 'equity', 'income', 'expense')),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  emkm_line text not null,
  cash_flow text not null,
  system_role text not null,                -- posting rules name the role; a tenant may renumber
  active boolean not null default true,
  primary key (business_id, id),
  unique (code, business_id),
  unique (system_role, business_id)
);
call platform.seal_tenant_table('ledger.accounts');

create table ledger.periods (
  business_id uuid not null references identity.businesses,
  starts_on date not null check (extract(day from starts_on) = 1), -- a calendar month
  state text not null default 'open' check (state in ('open', 'closed', 'locked')),
  primary key (business_id, starts_on)
);
call platform.seal_tenant_table('ledger.periods');

create table ledger.journal_entries (
  business_id uuid not null,
  id uuid not null,
  period_starts_on date not null,
  effective_date date not null,
  outlet_id uuid,
  source_type text not null,
  source_id uuid not null,
  description text not null,
  reverses_entry_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (source_type, source_id, business_id),
  unique (reverses_entry_id, business_id),
  foreign key (business_id, period_starts_on) references ledger.periods,
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, reverses_entry_id) references ledger.journal_entries,
  check (period_starts_on = date_trunc('month', effective_date)::date)
);
create index journal_entries_by_date on ledger.journal_entries (effective_date, business_id);
call platform.seal_tenant_table('ledger.journal_entries', 'append-only');

create table ledger.journal_lines (
  business_id uuid not null,
  entry_id uuid not null,
  line_number integer not null,
  account_id uuid not null,
  debit bigint not null default 0 check (debit >= 0),
  credit bigint not null default 0 check (credit >= 0),
  primary key (business_id, entry_id, line_number),
  foreign key (business_id, entry_id) references ledger.journal_entries,
  foreign key (business_id, account_id) references ledger.accounts,
  check ((debit = 0) <> (credit = 0))
);
create index journal_lines_of_account on ledger.journal_lines (account_id, business_id) include (debit, credit);
call platform.seal_tenant_table('ledger.journal_lines', 'append-only');

-- Checked once more at the commit, whoever wrote the lines and in however many statements.
create function ledger.require_balance() returns trigger
  language plpgsql as $$
declare
  subject uuid;
  lines integer;
  difference numeric;
begin
  if tg_table_name = 'journal_entries' then
    subject := new.id;
  else
    subject := new.entry_id;
  end if;
  select count(*), sum(l.debit) - sum(l.credit) into lines, difference
    from ledger.journal_lines l
   where l.business_id = new.business_id and l.entry_id = subject;
  if lines < 2 or difference <> 0 then
    raise exception 'journal entry % has % lines and a difference of %', subject, lines, coalesce(difference, 0)
      using errcode = 'TB001';
  end if;
  return null;
end $$;

create constraint trigger balanced_entry after insert on ledger.journal_entries
  deferrable initially deferred for each row execute function ledger.require_balance();
create constraint trigger balanced_lines after insert on ledger.journal_lines
  deferrable initially deferred for each row execute function ledger.require_balance();

/* Posts one balanced entry: {id, effectiveDate, outletId?, sourceType, sourceId, description, recordedBy,
   lines: [{role, debit, credit}]}. Lines of nothing are left out; lines of one role and side are one line.
   Returns the entry's id, or null when there is nothing to post. */
create function ledger.post_entry(in_business uuid, in_entry jsonb) returns uuid
  language plpgsql as $$
declare
  entry_id uuid := (in_entry->>'id')::uuid;
  month date := date_trunc('month', (in_entry->>'effectiveDate')::date)::date;
  period_state text;
begin
  if not exists (select from jsonb_to_recordset(in_entry->'lines') as l(debit bigint, credit bigint)
                  where l.debit <> 0 or l.credit <> 0) then
    return null;
  end if;

  loop
    -- Shared, so that sales do not wait for each other and a closing waits for them.
    select p.state into period_state from ledger.periods p
     where p.business_id = in_business and p.starts_on = month
       for key share;
    exit when found;
    insert into ledger.periods (business_id, starts_on) values (in_business, month) on conflict do nothing;
  end loop;
  if period_state <> 'open' then
    raise exception 'the period % is %', month, period_state using errcode = 'TB409', detail = 'ledger.period-closed';
  end if;

  insert into ledger.journal_entries (business_id, id, period_starts_on, effective_date, outlet_id, source_type, source_id,
                                      description, recorded_by)
  values (in_business, entry_id, month, (in_entry->>'effectiveDate')::date, (in_entry->>'outletId')::uuid,
          in_entry->>'sourceType', (in_entry->>'sourceId')::uuid, in_entry->>'description',
          (in_entry->>'recordedBy')::uuid);

  -- A role without an account leaves account_id null, which the table refuses.
  insert into ledger.journal_lines (business_id, entry_id, line_number, account_id, debit, credit)
  select in_business, entry_id, row_number() over (order by min(l.place)),
         (select a.id from ledger.accounts a where a.business_id = in_business and a.system_role = l.role),
         sum(l.debit), sum(l.credit)
    from rows from (jsonb_to_recordset(in_entry->'lines') as (role text, debit bigint, credit bigint)) with ordinality
      as l(role, debit, credit, place)
   where l.debit <> 0 or l.credit <> 0
   group by l.role, l.debit <> 0;
  return entry_id;
end $$;

-- An entry's lines as a reader wants them: [{accountId, code, name, debit, credit}].
create function ledger.entry_lines(in_business uuid, in_entry uuid) returns jsonb
  language sql stable
  return (
    select jsonb_agg(jsonb_build_object('accountId', l.account_id, 'code', a.code, 'name', a.name,
                                        'debit', l.debit, 'credit', l.credit) order by l.line_number)
      from ledger.journal_lines l
      join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
     where l.business_id = in_business and l.entry_id = in_entry
  );
