-- An exception is also raised for cash that has moved, which is no sale: its movement has the id of the operation.
do $$
declare
  paired name := (select conname from pg_constraint
                   where conrelid = 'sales.sync_exceptions'::regclass and contype = 'c'
                     and pg_get_constraintdef(oid) like '%transaction_id IS NULL%');
begin
  execute format('alter table sales.sync_exceptions drop constraint %I', paired);
  alter table sales.sync_exceptions
    add constraint quarantined_books_nothing check (kind <> 'quarantined' or transaction_id is null);
end $$;

-- A drawer that was opened offline and nobody answers for: an exception says so.
alter table sales.drawer_movements
  drop constraint drawer_movements_by_hand_check,
  add constraint drawer_movements_by_hand_check check (
    case kind
      when 'paid_in' then amount > 0 and reason is not null and counter_role is not null
      when 'paid_out' then amount < 0 and reason is not null and counter_role is not null
      when 'cash_drop' then amount < 0 and reason is not null and counter_role is not null
      when 'no_sale' then amount = 0 and reason is not null and counter_role is null
      else true
    end);
