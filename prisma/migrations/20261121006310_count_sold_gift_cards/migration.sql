-- Gift cards that were sold in a shift, by what they were paid with: money that came in, and no sale.
alter table sales.shift_tenders
  add column gift_cards_count bigint not null default 0,
  add column gift_cards_amount bigint not null default 0;

-- Those that were sold before; Z reports that there are stay as they are.
do $$
begin
  alter table sales.shift_tenders no force row level security;
  alter table customers.gift_card_sales no force row level security;
  insert into sales.shift_tenders (business_id, shift_id, method, count, amount, gift_cards_count, gift_cards_amount)
  select business_id, shift_id, method, 0, 0, count(*), sum(amount)
    from customers.gift_card_sales
   group by business_id, shift_id, method
  on conflict (business_id, shift_id, method) do update
     set gift_cards_count = excluded.gift_cards_count, gift_cards_amount = excluded.gift_cards_amount;
  alter table sales.shift_tenders force row level security;
  alter table customers.gift_card_sales force row level security;
end $$;

-- In the commit of the card, under the lock of its open shift.
create function sales.add_gift_card_to_shift(in_business uuid, in_shift uuid, in_method text, in_amount bigint) returns void
  language sql
  begin atomic
    insert into sales.shift_tenders as t (business_id, shift_id, method, count, amount, gift_cards_count, gift_cards_amount)
    values (in_business, in_shift, in_method, 0, 0, 1, in_amount)
    on conflict (business_id, shift_id, method) do update
       set gift_cards_count = t.gift_cards_count + 1, gift_cards_amount = t.gift_cards_amount + in_amount;
  end;

/* What a shift has come to, from the totals that were kept in each commit: it costs the same after any number of sales.
   What was voided is not among its sales; what was refunded in it, and gift cards that were sold, stand beside them. */
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
             'giftCardsCount', g.count, 'giftCardsTotal', g.amount,
             'tenders', coalesce((
               select jsonb_agg(jsonb_build_object('method', p.method, 'count', p.count, 'amount', p.amount,
                                  'refundsCount', p.refunds_count, 'refundsAmount', p.refunds_amount,
                                  'giftCardsCount', p.gift_cards_count, 'giftCardsAmount', p.gift_cards_amount)
                                order by p.method)
                 from sales.shift_tenders p
                where p.business_id = s.business_id and p.shift_id = s.id 
                  and (p.count > 0 or p.refunds_count > 0 or p.gift_cards_count > 0)), '[]'),
             'movements', coalesce((
               select jsonb_agg(jsonb_build_object('kind', d.kind, 'count', d.count, 'amount', d.amount) order by d.kind)
                 from (select kind, count(*) as count, sum(amount) as amount
                         from sales.drawer_movements
                        where business_id = s.business_id and shift_id = s.id and kind <> 'sale' and kind <> 'void'
                        group by kind) d), '[]'),
             'expectedCash', t.expected_cash)
      from sales.shifts s
      join sales.shift_totals t on t.business_id = s.business_id and t.shift_id = s.id
     cross join lateral (select coalesce(sum(p.gift_cards_count), 0)::bigint as count,
                                coalesce(sum(p.gift_cards_amount), 0)::bigint as amount
                           from sales.shift_tenders p
                          where p.business_id = s.business_id and p.shift_id = s.id) g
     where s.business_id = in_business and s.id = in_shift
  );
end $$;
