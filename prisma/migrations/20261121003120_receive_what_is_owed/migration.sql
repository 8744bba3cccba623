-- What is paid later of a sale on account. Cash has a drawer movement of the same id.
create table sales.receivable_payments (
  business_id uuid not null,
  id uuid not null,
  open_item_id uuid not null,
  outlet_id uuid not null,
  shift_id uuid,
  method text not null,
  amount bigint not null check (amount > 0),
  reference text,
  employee_id uuid not null,
  business_date date not null,
  journal_entry_id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  foreign key (business_id, open_item_id) references ledger.open_items,
  foreign key (business_id, outlet_id, shift_id) references sales.shifts (business_id, outlet_id, id),
  foreign key (business_id, employee_id) references identity.employees,
  foreign key (business_id, journal_entry_id) references ledger.journal_entries,
  check (method <> 'cash' or shift_id is not null)
);
call platform.seal_tenant_table('sales.receivable_payments', 'append-only');

-- Others widen this list too: what is allowed already stays allowed.
do $$
declare
  allowed text := (select pg_get_expr(conbin, conrelid) from pg_constraint
                    where conrelid = 'sales.drawer_movements'::regclass and conname = 'drawer_movements_kind_check');
begin
  execute format('alter table sales.drawer_movements drop constraint drawer_movements_kind_check,
                  add constraint drawer_movements_kind_check check (%s or kind in (''receivable'', ''gift_card''))', allowed);
end $$;

-- Cash into the drawer of an open shift for something other than a sale; the document has the id of the movement.
create function sales.take_into_drawer(in_business uuid, in_outlet uuid, in_shift uuid, in_id uuid, in_kind text,
                                       in_amount bigint, in_employee uuid) returns void
  language plpgsql as $$
begin
  perform sales.require_open_shift(in_business, in_outlet, in_shift);
  insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, recorded_by)
  values (in_business, in_id, in_shift, in_kind, in_amount, in_employee);
  update sales.shift_totals t set expected_cash = t.expected_cash + in_amount
   where t.business_id = in_business and t.shift_id = in_shift;
end $$;

-- Who owes what of which outlet, for whoever settles it in the same commit.
create function ledger.open_item_terms(in_business uuid, in_id uuid)
  returns table (outlet uuid, customer uuid)
  language plpgsql stable as $$
begin
  return query
    select i.outlet_id, i.customer_id from ledger.open_items i
     where i.business_id = in_business and i.id = in_id;
end $$;
