-- A sale that was annulled in its own, still open shift. The sale stays as it was; what undoes it stands beside it: ADR 0017.
create table sales.voids (
  business_id uuid not null,
  transaction_id uuid not null,
  reason text not null,
  voided_by uuid not null,
  approved_by uuid not null,                -- who answers for it: who voided it, where they hold the permission
  journal_entry_id uuid,                    -- the mirror of the sale's; null where nothing was posted
  voided_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, transaction_id),
  foreign key (business_id, transaction_id) references sales.transactions,
  foreign key (business_id, voided_by) references identity.employees,
  foreign key (business_id, approved_by) references identity.employees,
  foreign key (business_id, journal_entry_id) references ledger.journal_entries
);
call platform.seal_tenant_table('sales.voids', 'append-only');

alter table sales.shift_totals
  add column voids_count bigint not null default 0,
  add column voids_total bigint not null default 0;

-- Others widen these lists too: what is allowed already stays allowed.
do $$
declare
  widened record;
begin
  for widened in
    select c.conrelid::regclass as relation, c.conname, pg_get_expr(c.conbin, c.conrelid) as allowed, n.also
      from (values ('sales.drawer_movements'::regclass, 'drawer_movements_kind_check', $also$kind = 'void'$also$),
                   ('inventory.stock_movements', 'stock_movements_reason_check', $also$reason in ('void', 'recipe_void')$also$),
                   ('customers.loyalty_entries', 'loyalty_entries_kind_check', $also$kind = 'reverse'$also$))
             as n(relation, name, also)
      join pg_constraint c on c.conrelid = n.relation and c.conname = n.name
  loop
    execute format('alter table %s drop constraint %I, add constraint %I check (%s or %s)', widened.relation,
                   widened.conname, widened.conname, widened.allowed, widened.also);
  end loop;
end $$;

/* One at a time undoes a sale, or a part of it: held until the commit. The sale's own row cannot be locked, for it cannot
   be written. Taken before the shift. */
create function sales.lock_undoing(in_business uuid, in_transaction uuid) returns void
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('undoing of ' || in_business || '/' || in_transaction, 0));
end $$;

-- Those of these sales that were voided, for whoever made something of them.
create function sales.voided_among(in_business uuid, in_transactions uuid[]) returns setof uuid
  language plpgsql stable as $$
begin
  return query
    select v.transaction_id from sales.voids v
     where v.business_id = in_business and v.transaction_id = any (in_transactions);
end $$;

/* Puts back on the shelves what left them for these documents, at what it was worth when it left: the mirror of each
   movement. Told again, it puts nothing back again. Returns the documents of which something was put back. */
create function inventory.put_back(in_business uuid, in_sources uuid[], in_reason text, in_back_reason text,
                                   in_occurred_at timestamptz) returns setof uuid
  language plpgsql as $$
begin
  -- The lock, in the order in which goods are taken.
  perform from inventory.stock_levels l
    where l.business_id = in_business
      and (l.outlet_id, l.stock_item_id) in (
        select m.outlet_id, m.stock_item_id from inventory.stock_movements m
         where m.business_id = in_business and m.source_id = any (in_sources) and m.reason = in_reason)
    order by l.outlet_id, l.stock_item_id
      for no key update;

  return query
  with back as (
    select m.*, gen_random_uuid() as back_id
      from inventory.stock_movements m
     where m.business_id = in_business and m.source_id = any (in_sources) and m.reason = in_reason
       and not exists (select from inventory.stock_movements b
                        where b.business_id = in_business and b.source_id = m.source_id and b.reason = in_back_reason)
  ), moved as (
    insert into inventory.stock_movements (business_id, id, outlet_id, stock_item_id, reason, delta, value, unit_cost,
                                           quantity_after, source_id, source_line_id, occurred_at)
    select in_business, b.back_id, b.outlet_id, b.stock_item_id, in_back_reason, -b.delta, -b.value, b.unit_cost,
           l.quantity - sum(b.delta) over (partition by b.outlet_id, b.stock_item_id order by b.back_id),
           b.source_id, b.source_line_id, in_occurred_at
      from back b
      join inventory.stock_levels l
        on l.business_id = in_business and l.outlet_id = b.outlet_id and l.stock_item_id = b.stock_item_id
  ), raised as (
    update inventory.stock_levels l
       set quantity = l.quantity - t.delta, value = l.value - t.value
      from (select b.outlet_id, b.stock_item_id, sum(b.delta) as delta, sum(b.value)::bigint as value
              from back b group by 1, 2) t
     where l.business_id = in_business and l.outlet_id = t.outlet_id and l.stock_item_id = t.stock_item_id
  )
  select distinct b.source_id from back b;
end $$;

/* Posts one balanced entry: {id, effectiveDate, outletId?, sourceType, sourceId, description, recordedBy,
   reversesEntryId?, lines: [{role, debit, credit}]}. Lines of nothing are left out; lines of one role and side are one
   line. Returns the entry's id, or null when there is nothing to post. */
create or replace function ledger.post_entry(in_business uuid, in_entry jsonb) returns uuid
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
                                      description, reverses_entry_id, recorded_by)
  values (in_business, entry_id, month, (in_entry->>'effectiveDate')::date, (in_entry->>'outletId')::uuid,
          in_entry->>'sourceType', (in_entry->>'sourceId')::uuid, in_entry->>'description',
          (in_entry->>'reversesEntryId')::uuid, (in_entry->>'recordedBy')::uuid);

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

/* Undoes an entry by its mirror, on its own day: {id, reversesEntryId, sourceType, sourceId, description, recordedBy}.
   An entry is undone once. Returns the mirror's id, or null where there is no such entry: nothing was posted. */
create function ledger.reverse_entry(in_business uuid, in_reversal jsonb) returns uuid
  language plpgsql as $$
declare
  mirror jsonb;
begin
  select jsonb_build_object('effectiveDate', e.effective_date, 'outletId', e.outlet_id, 'lines',
           (select jsonb_agg(jsonb_build_object('role', a.system_role, 'debit', l.credit, 'credit', l.debit)
                             order by l.line_number)
              from ledger.journal_lines l
              join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
             where l.business_id = in_business and l.entry_id = e.id))
    into mirror
    from ledger.journal_entries e
   where e.business_id = in_business and e.id = (in_reversal->>'reversesEntryId')::uuid;
  return case when mirror is not null then ledger.post_entry(in_business, in_reversal || mirror) end;
end $$;

-- What is open of a document, closed by an entry that undoes it. Refuses where some of it has been paid since.
create function ledger.close_open_item(in_business uuid, in_document_type text, in_document uuid, in_allocation uuid,
                                       in_source_type text, in_source uuid, in_entry uuid) returns void
  language plpgsql as $$
begin
  perform ledger.allocate(in_business, in_allocation, i.id, i.amount, in_source_type, in_source, in_entry)
     from ledger.open_items i
    where i.business_id = in_business and i.source_type = in_document_type and i.source_id = in_document;
end $$;

-- The other way of sales.take_balances: gives back what a sale took from balances and cards, under the same locks.
create function sales.give_balances_back(in_business uuid, in_sale uuid) returns void
  language plpgsql as $$
begin
  perform customers.add_store_credit(in_business, t.customer_id, p.amount, 'void', in_sale)
     from sales.transactions t
     join (select sum(amount)::bigint as amount from sales.payments
            where business_id = in_business and transaction_id = in_sale and method = 'store_credit') p on p.amount > 0
    where t.business_id = in_business and t.id = in_sale;
  perform customers.put_back_on_gift_cards(in_business, 'sale', in_sale, 'void', in_sale);
end $$;

-- A shift that has a voided sale has not sold it: what it was paid with is out of the drawer again, and it is counted as voided.
create function sales.take_out_of_shift(in_business uuid, in_sale uuid, in_movement uuid, in_reason text, in_employee uuid,
                                        in_approved_by uuid) returns void
  language plpgsql as $$
begin
  insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, reason, recorded_by, approved_by)
  select in_business, in_movement, d.shift_id, 'void', -sum(d.amount), in_sale, in_reason, in_employee, in_approved_by
    from sales.drawer_movements d
    join sales.transactions t on t.business_id = in_business and t.id = in_sale and t.shift_id = d.shift_id
   where d.business_id = in_business and d.kind = 'sale' and d.transaction_id = in_sale
   group by d.shift_id;

  update sales.shift_totals k
     set sales_count = k.sales_count - 1,
         sales_total = k.sales_total - t.grand_total,
         discount_total = k.discount_total - t.discount_amount,
         service_charge_total = k.service_charge_total - t.service_charge,
         tax_total = k.tax_total - t.tax_amount,
         rounding_total = k.rounding_total - t.rounding,
         tip_total = k.tip_total - t.tip,
         on_account_total = k.on_account_total - t.on_account,
         voids_count = k.voids_count + 1,
         voids_total = k.voids_total + t.grand_total,
         expected_cash = k.expected_cash + coalesce((select d.amount from sales.drawer_movements d
                                                      where d.business_id = in_business and d.id = in_movement), 0)
    from sales.transactions t
   where t.business_id = in_business and t.id = in_sale and k.business_id = in_business and k.shift_id = t.shift_id;

  update sales.shift_tenders k
     set count = k.count - p.count, amount = k.amount - p.amount
    from (select t.shift_id, p.method, count(*) as count, sum(p.amount) as amount
            from sales.payments p
            join sales.transactions t on t.business_id = p.business_id and t.id = p.transaction_id
           where p.business_id = in_business and p.transaction_id = in_sale
           group by 1, 2) p
   where k.business_id = in_business and k.shift_id = p.shift_id and k.method = p.method;
end $$;

/* What a shift has come to, from the totals that were kept in each commit: it costs the same after any number of sales.
   What was voided is not among its sales. */
create or replace function sales.read_shift(in_business uuid, in_shift uuid) returns jsonb
  language plpgsql stable as $$
begin
  return (
    select jsonb_build_object(
             'shiftId', s.id, 'outletId', s.outlet_id, 'drawer', s.drawer, 'state', s.state,
             'businessDate', s.business_date, 'openedBy', s.opened_by, 'openedAt', sales.instant_text(s.opened_at),
             'endedBy', s.ended_by, 'endedAt', sales.instant_text(s.ended_at), 'openingCash', s.opening_cash,
             'salesCount', t.sales_count, 'salesTotal', t.sales_total, 'discountTotal', t.discount_total,
             'serviceChargeTotal', t.service_charge_total, 'taxTotal', t.tax_total, 'roundingTotal', t.rounding_total,
             'voidsCount', t.voids_count, 'voidsTotal', t.voids_total,
             'tenders', coalesce((
               select jsonb_agg(jsonb_build_object('method', p.method, 'count', p.count, 'amount', p.amount)
                                order by p.method)
                 from sales.shift_tenders p
                where p.business_id = s.business_id and p.shift_id = s.id and p.count > 0), '[]'),
             'movements', coalesce((
               select jsonb_agg(jsonb_build_object('kind', d.kind, 'count', d.count, 'amount', d.amount) order by d.kind)
                 from (select kind, count(*) as count, sum(amount) as amount
                         from sales.drawer_movements
                        where business_id = s.business_id and shift_id = s.id and kind <> 'sale' and kind <> 'void'
                        group by kind) d), '[]'),
             'expectedCash', t.expected_cash)
      from sales.shifts s
      join sales.shift_totals t on t.business_id = s.business_id and t.shift_id = s.id
     where s.business_id = in_business and s.id = in_shift
  );
end $$;
