-- Who may see what: the app's role, the tenant of a database transaction, and how a tenant table is sealed.

do $$
begin
  -- The role of every session of the app. It owns nothing and cannot bypass row-level security.
  if not exists (select from pg_roles where rolname = 'tillbook_app') then
    create role tillbook_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  -- The owner of the few functions that must look across tenants: a log-in by e-mail, and the relay's question
  -- which streams have waiting events. It can read what its own policies show it, and nothing else.
  if not exists (select from pg_roles where rolname = 'tillbook_doorkeeper') then
    create role tillbook_doorkeeper nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  -- Roles belong to the cluster: another database may have been migrated at the same moment.
  when duplicate_object or unique_violation then null;
end $$;

create schema platform;
create schema outbox;
create schema identity;
create schema catalog;
create schema inventory;
create schema sales;
create schema customers;
create schema kitchen;
create schema dining;
create schema ledger;
create schema audit;

grant usage on schema platform, outbox, identity, catalog, inventory, sales, customers, kitchen, dining, ledger, audit
  to tillbook_app, tillbook_doorkeeper;

-- SET LOCAL leaves '' behind when its transaction ends; '' must mean "no tenant", so that nothing is visible.
create function platform.current_business() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.business_id', true), '')::uuid;

create function platform.refuse_rewrite() returns trigger
  language plpgsql as $$
begin
  raise exception '% on %.% is refused: facts are corrected by new facts', tg_op, tg_table_schema, tg_table_name
    using errcode = 'TB001';
end $$;

/* Seals a tenant table: forced row-level security by the tenant of the transaction, and the grants of the app.
   'mutable' rows can be updated; 'erasable' ones deleted too; 'append-only' ones neither, not even by the owner. */
create procedure platform.seal_tenant_table(tenant_table regclass, kind text default 'mutable')
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format(
    'create policy tenant on %s using (business_id = platform.current_business()) with check (business_id = platform.current_business())',
    tenant_table);
  case kind
    when 'mutable' then execute format('grant select, insert, update on %s to tillbook_app', tenant_table);
    when 'erasable' then execute format('grant select, insert, update, delete on %s to tillbook_app', tenant_table);
    when 'append-only' then
      execute format('grant select, insert on %s to tillbook_app', tenant_table);
      execute format(
        'create trigger append_only before update or delete or truncate on %s for each statement execute function platform.refuse_rewrite()',
        tenant_table);
  end case;
end $$;
