-- By which number of the shop's own a product or a variant is known.
create function catalog.skus_of(in_business uuid, in_ids uuid[]) returns table (id uuid, sku text)
  language plpgsql stable as $$
begin
  return query
    select p.id, p.sku from catalog.products p where p.business_id = in_business and p.id = any (in_ids)
    union all
    select v.id, v.sku from catalog.variants v where v.business_id = in_business and v.id = any (in_ids);
end $$;
