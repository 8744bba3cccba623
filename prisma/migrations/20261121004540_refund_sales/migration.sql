-- Money back later, for goods of a sale: a document of its own that points to the sale, and whose items point to its items.
alter table sales.transactions
  drop constraint transactions_type_check,
  add constraint transactions_type_check check (type in ('sale', 'refund')),
  drop constraint transactions_owed_check,
  -- Of a refund: what the customer owes less. Of a sale: what is owed of it.
  add constraint transactions_owed_check check (case when on_account = 0 or type = 'refund' then due_date is null
    else customer_id is not null and due_date is not null and due_date >= business_date and tip = 0 end);

create table sales.refunds (
  business_id uuid not null,
  transaction_id uuid not null,
  original_id uuid not null,                -- the sale
  method text not null check (method in ('cash', 'original', 'store_credit')),
  reason text not null,
  approved_by uuid,                         -- who answers for it, where the outlet wants somebody to
  primary key (business_id, transaction_id),
  foreign key (business_id, transaction_id) references sales.transactions,
  foreign key (business_id, original_id) references sales.transactions,
  foreign key (business_id, approved_by) references identity.employees
);
create index refunds_of_original on sales.refunds (original_id, business_id);
call platform.seal_tenant_table('sales.refunds', 'append-only');

alter table sales.transaction_items
  add column original_item_id uuid,         -- of a sale: what comes back
  add foreign key (business_id, original_item_id) references sales.transaction_items;
create index transaction_items_of_original on sales.transaction_items (original_item_id, business_id)
  where original_item_id is not null;
alter table sales.payments
  add column original_payment_id uuid,      -- of a sale: what goes back the way it came
  add foreign key (business_id, original_payment_id) references sales.payments;
create index payments_of_original on sales.payments (original_payment_id, business_id)
  where original_payment_id is not null;

alter table sales.shift_totals
  add column refunds_count bigint not null default 0,
  add column refunds_total bigint not null default 0;
alter table sales.shift_tenders
  add column refunds_count bigint not null default 0,
  add column refunds_amount bigint not null default 0;

-- Others widen these lists too: what is allowed already stays allowed.
do $$
declare
  widened record;
begin
  for widened in
    select c.conrelid::regclass as relation, c.conname, pg_get_expr(c.conbin, c.conrelid) as allowed, n.also
      from (values ('sales.drawer_movements'::regclass, 'drawer_movements_kind_check', $also$kind = 'refund'$also$),
                   ('inventory.stock_movements', 'stock_movements_reason_check', $also$reason = 'refund'$also$))
             as n(relation, name, also)
      join pg_constraint c on c.conrelid = n.relation and c.conname = n.name
  loop
    execute format('alter table %s drop constraint %I, add constraint %I check (%s or %s)', widened.relation,
                   widened.conname, widened.conname, widened.allowed, widened.also);
  end loop;
end $$;

-- What undid these sales, a void or refunds, in order: of how much of the sale, and how much had been undone before.
create function sales.undone_among(in_business uuid, in_sales uuid[])
  returns table (sale uuid, undoing uuid, before bigint, amount bigint, total bigint)
  language plpgsql stable as $$
begin
  return query
    select v.transaction_id, v.transaction_id, 0::bigint, t.grand_total, t.grand_total
      from sales.voids v
      join sales.transactions t on t.business_id = v.business_id and t.id = v.transaction_id
     where v.business_id = in_business and v.transaction_id = any (in_sales)
    union all
    select r.original_id, t.id,
           (sum(t.grand_total) over (partition by r.original_id order by t.recorded_at, t.id))::bigint - t.grand_total,
           t.grand_total, o.grand_total
      from sales.refunds r
      join sales.transactions t on t.business_id = r.business_id and t.id = r.transaction_id
      join sales.transactions o on o.business_id = r.business_id and o.id = r.original_id
     where r.business_id = in_business and r.original_id = any (in_sales);
end $$;

-- How much of these sales has been refunded, and whether all of their goods came back.
create function sales.refunds_of(in_business uuid, in_sales uuid[])
  returns table (sale uuid, refunded bigint, complete boolean)
  language plpgsql stable as $$
begin
  return query
    select r.original_id, sum(t.grand_total)::bigint,
           not exists (select from sales.transaction_items i
                        where i.business_id = in_business and i.transaction_id = r.original_id
                          and i.quantity > (select coalesce(sum(b.quantity), 0) from sales.transaction_items b
                                             where b.business_id = in_business and b.original_item_id = i.id))
      from sales.refunds r
      join sales.transactions t on t.business_id = r.business_id and t.id = r.transaction_id
     where r.business_id = in_business and r.original_id = any (in_sales)
     group by r.original_id;
end $$;

-- What is open of a document, for this tx alone; null where nothing was left open.
create function ledger.lock_open_item(in_business uuid, in_source_type text, in_source uuid)
  returns table (id uuid, still_open bigint)
  language plpgsql as $$
begin
  return query
    select i.id, i.amount - i.settled from ledger.open_items i
     where i.business_id = in_business and i.source_type = in_source_type and i.source_id = in_source
       for no key update;
end $$;

/* Takes goods back on the shelves of an outlet, at what they cost when they left: [{movementId, lineId, sourceId,
   stockItemId, quantity, value, occurredAt}]. Returns, per line, the account that carries them and what lies there then. */
create function inventory.return_stock(in_business uuid, in_outlet uuid, in_reason text, in_lines jsonb)
  returns table (line_id uuid, stock_item_id uuid, cost bigint, inventory_role text, quantity_after numeric)
  language plpgsql as $$
#variable_conflict use_column
begin
  -- The lock, in the order in which goods are taken.
  perform from inventory.stock_levels l
    where l.business_id = in_business and l.outlet_id = in_outlet
      and l.stock_item_id in (select (x->>'stockItemId')::uuid from jsonb_array_elements(in_lines) x)
    order by l.stock_item_id
      for no key update;

  return query
  with line as (
    select r."movementId" as movement_id, r."lineId" as line_id, r."sourceId" as source_id,
           r."stockItemId" as stock_item_id, r.quantity, r.value, r."occurredAt" as occurred_at,
           l.quantity + sum(r.quantity) over (partition by r."stockItemId" order by r."movementId") as quantity_after
      from jsonb_to_recordset(in_lines) as r("movementId" uuid, "lineId" uuid, "sourceId" uuid, "stockItemId" uuid,
             quantity numeric, value bigint, "occurredAt" timestamptz)
      join inventory.stock_levels l
        on l.business_id = in_business and l.outlet_id = in_outlet and l.stock_item_id = r."stockItemId"
  ), moved as (
    insert into inventory.stock_movements (business_id, id, outlet_id, stock_item_id, reason, delta, value, unit_cost,
                                           quantity_after, source_id, source_line_id, occurred_at)
    select in_business, n.movement_id, in_outlet, n.stock_item_id, in_reason, n.quantity, n.value,
           round(n.value / n.quantity, 4), n.quantity_after, n.source_id, n.line_id, n.occurred_at
      from line n
  ), raised as (
    update inventory.stock_levels l
       set quantity = l.quantity + t.quantity, value = l.value + t.value
      from (select n.stock_item_id, sum(n.quantity) as quantity, sum(n.value)::bigint as value from line n group by 1) t
     where l.business_id = in_business and l.outlet_id = in_outlet and l.stock_item_id = t.stock_item_id
  )
  select n.line_id, n.stock_item_id, n.value, i.inventory_role, n.quantity_after
    from line n
    join inventory.stock_items i on i.business_id = in_business and i.id = n.stock_item_id;
end $$;

/* Puts an amount back on the cards that a document took from, no more on each than it took and has not got back: `in_earlier`
   are the refunds of it that came before. In the order of the cards' ids, which is that of their locks. */
create function customers.refund_to_gift_cards(in_business uuid, in_taken_type text, in_taken uuid, in_earlier uuid[],
                                               in_source uuid, in_amount bigint) returns void
  language plpgsql as $$
declare
  left_over bigint := in_amount;
  card record;
begin
  for card in
    select s.gift_card as id,
           s.amount - coalesce((select sum(e.amount) from customers.gift_card_entries e
                                 where e.business_id = in_business and e.gift_card_id = s.gift_card
                                   and e.source_type = 'refund' and e.source_id = any (in_earlier)), 0) as room
      from customers.gift_cards_spent(in_business, in_taken_type, in_taken) s
     order by s.gift_card
  loop
    continue when left_over = 0 or card.room <= 0;
    perform customers.add_to_gift_card(in_business, card.id, least(left_over, card.room)::bigint, 'refund', in_source);
    left_over := left_over - least(left_over, card.room);
  end loop;
  if left_over > 0 then
    raise exception 'The cards did not pay that much.' using errcode = 'TB409', detail = 'sales.no-original-tender';
  end if;
end $$;

/* The items of a refund: [{id, originalItemId, lineNumber, quantity, gross, subtotal, discountAmount, serviceCharge, taxBase,
   taxAmount, total, cost}], each a share of an item of the sale; without a cost it does not go back on the shelf. */
create function sales.insert_returned_items(in_business uuid, in_refund uuid, in_items jsonb) returns void
  language plpgsql as $$
begin
  insert into sales.transaction_items (business_id, id, transaction_id, line_number, product_id, variant_id, name,
    quantity, uom, unit_id, unit_factor, unit_price, list_price, price_list_id, gross, subtotal, discount_amount,
    service_charge, tax_rule_id, tax_base, tax_amount, total, stock_item_id, unit_cost, cost, original_item_id)
  select in_business, r.id, in_refund, r."lineNumber", i.product_id, i.variant_id, i.name,
         r.quantity, i.uom, i.unit_id, i.unit_factor, i.unit_price, i.list_price, i.price_list_id, r.gross, r.subtotal,
         r."discountAmount", r."serviceCharge", i.tax_rule_id, r."taxBase", r."taxAmount", r.total,
         case when r.cost is not null then i.stock_item_id end,
         round(r.cost / (r.quantity * i.unit_factor), 4), r.cost, i.id
    from jsonb_to_recordset(in_items) as r(id uuid, "originalItemId" uuid, "lineNumber" integer, quantity numeric,
           gross bigint, subtotal bigint, "discountAmount" bigint, "serviceCharge" bigint, "taxBase" bigint,
           "taxAmount" bigint, total bigint, cost bigint)
    join sales.transaction_items i on i.business_id = in_business and i.id = r."originalItemId";
end $$;

-- How the money of a refund goes back, and what that does to the drawer.
create function sales.insert_refund_payments(in_business uuid, refund jsonb, payments jsonb, movement jsonb) returns void
  language plpgsql as $$
begin
  insert into sales.payments (business_id, id, transaction_id, line_number, method, tendered, amount, original_payment_id)
  select in_business, p.id, (refund->>'id')::uuid, p."lineNumber", p.method, p.amount, p.amount, p."originalPaymentId"
    from jsonb_to_recordset(payments) as p(id uuid, "lineNumber" integer, method text, amount bigint,
           "originalPaymentId" uuid);

  if movement <> 'null' then
    insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, transaction_id, recorded_by)
    values (in_business, (movement->>'id')::uuid, (refund->>'shiftId')::uuid, 'refund', (movement->>'amount')::bigint,
            (refund->>'id')::uuid, (refund->>'employeeId')::uuid);
  end if;
end $$;

create function sales.add_refund_to_shift(in_business uuid, in_shift uuid, refund jsonb, payments jsonb, movement jsonb)
  returns void
  language plpgsql as $$
begin
  update sales.shift_totals t
     set refunds_count = t.refunds_count + 1,
         refunds_total = t.refunds_total + (refund->>'grandTotal')::bigint,
         expected_cash = t.expected_cash + coalesce((movement->>'amount')::bigint, 0)
   where t.business_id = in_business and t.shift_id = in_shift;
  insert into sales.shift_tenders as t (business_id, shift_id, method, count, amount, refunds_count, refunds_amount)
  select in_business, in_shift, p.method, 0, 0, count(*), sum(p.amount)
    from jsonb_to_recordset(payments) as p(method text, amount bigint)
   group by p.method
   order by p.method
  on conflict (business_id, shift_id, method) do update
     set refunds_count = t.refunds_count + excluded.refunds_count,
         refunds_amount = t.refunds_amount + excluded.refunds_amount;
end $$;

/* What a shift has come to, from the totals that were kept in each commit: it costs the same after any number of sales.
   What was voided is not among its sales; what was refunded in it stands beside them, whichever shift had sold it. */
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
             'refundsCount', t.refunds_count, 'refundsTotal', t.refunds_total,
             'tenders', coalesce((
               select jsonb_agg(jsonb_build_object('method', p.method, 'count', p.count, 'amount', p.amount,
                                  'refundsCount', p.refunds_count, 'refundsAmount', p.refunds_amount)
                                order by p.method)
                 from sales.shift_tenders p
                where p.business_id = s.business_id and p.shift_id = s.id and (p.count > 0 or p.refunds_count > 0)), '[]'),
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
