-- Points that were redeemed on a sale go back with its goods, in proportion to what these cost on the shelf.

/* Of so much (in_total) this much has come back before, and this much comes back now: rounded down over all that has come
   back, so that all of it gives back all. */
create function customers.restore_share_of_points(in_business uuid, in_sale uuid, in_refund uuid, in_before bigint,
                                                  in_now bigint, in_total bigint) returns void
  language plpgsql as $$
begin
  with restored as (
    insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id)
    select in_business, gen_random_uuid(), e.customer_id, 'restore', s.points, in_refund
      from customers.loyalty_entries e
     cross join lateral (select (trunc(-e.points * (in_before + in_now)::numeric / in_total)
                                 - trunc(-e.points * in_before::numeric / in_total))::bigint as points) s
     where e.business_id = in_business and e.transaction_id = in_sale and e.kind = 'redeem' and s.points > 0
    returning customer_id, points
  )
  update customers.customers c set points = c.points + r.points
    from restored r
   where c.business_id = in_business and c.id = r.customer_id;
end $$;

-- in_returned: the gross of what comes back now, before its items are written.
create function sales.give_points_back(in_business uuid, in_sale uuid, in_refund uuid, in_returned bigint) returns void
  language plpgsql as $$
begin
  perform customers.restore_share_of_points(in_business, in_sale, in_refund, coalesce(sum(b.gross), 0)::bigint, in_returned,
                                            sum(i.gross)::bigint)
     from sales.transaction_items i
     left join lateral (select sum(r.gross) as gross from sales.transaction_items r
                         where r.business_id = in_business and r.original_item_id = i.id) b on true
    where i.business_id = in_business and i.transaction_id = in_sale
   having sum(i.gross) > 0;
end $$;
