-- Goods that come back for others: a refund and a sale of one commit, of which the one pays for the other.
create table sales.exchanges (
  business_id uuid not null,
  refund_id uuid not null,
  sale_id uuid not null,                    -- what is taken instead
  primary key (business_id, refund_id),
  unique (sale_id, business_id),
  foreign key (business_id, refund_id) references sales.transactions,
  foreign key (business_id, sale_id) references sales.transactions
);
call platform.seal_tenant_table('sales.exchanges', 'append-only');

-- The goods of a commit that both takes back and gives: all of their locks at once, in the order in which goods are taken.
create function inventory.lock_stock(in_business uuid, in_outlet uuid, in_items uuid[]) returns void
  language plpgsql as $$
begin
  perform from inventory.stock_levels l
    where l.business_id = in_business and l.outlet_id = in_outlet and l.stock_item_id = any (in_items)
    order by l.stock_item_id
      for no key update;
end $$;
