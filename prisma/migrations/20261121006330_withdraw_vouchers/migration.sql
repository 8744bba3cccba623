-- A voucher that is taken no more, whatever is left of it: who withdrew it, when and why.
alter table catalog.vouchers
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add column withdrawn_reason text,
  add foreign key (business_id, withdrawn_by) references identity.employees,
  add check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null));

/* Those of the codes that somebody could use today, and those that he could if they had not been withdrawn; of the others
   it is not told what is wrong with them. */
drop function catalog.usable_vouchers(uuid, text[], uuid);
create function catalog.usable_vouchers(in_business uuid, in_codes text[], in_customer uuid)
  returns table (id uuid, code text, promotion_id uuid, remaining bigint, valid_from date, valid_to date, withdrawn boolean)
  language plpgsql stable as $$
begin
  return query
    select v.id, v.code, v.promotion_id, v.remaining, v.valid_from, v.valid_to, v.withdrawn_at is not null
      from catalog.vouchers v
     where v.business_id = in_business and v.code = any (in_codes)
       and (v.remaining > 0 or v.uses < v.max_uses)
       and (v.customer_id is null or v.customer_id = in_customer);
end $$;

/* Uses vouchers in the commit of a sale: [{id, amount}]. Rows are locked in the order of their ids; one that was withdrawn
   meanwhile is refused, and one that was used up, or is worth less by now, is refused as one that never was. */
create or replace function catalog.take_vouchers(in_business uuid, in_vouchers jsonb) returns void
  language plpgsql as $$
declare
  taken integer;
begin
  perform from catalog.vouchers v
    join jsonb_to_recordset(in_vouchers) as t(id uuid) on t.id = v.id
   where v.business_id = in_business
   order by v.id for no key update of v;
  if exists (select from catalog.vouchers v
               join jsonb_to_recordset(in_vouchers) as t(id uuid) on t.id = v.id
              where v.business_id = in_business and v.withdrawn_at is not null) then
    raise exception 'The voucher was withdrawn.' using errcode = 'TB409', detail = 'catalog.voucher-withdrawn';
  end if;
  update catalog.vouchers v
     set uses = v.uses + case when v.max_uses is null then 0 else 1 end,
         remaining = v.remaining - case when v.value is null then null else t.amount end
    from jsonb_to_recordset(in_vouchers) as t(id uuid, amount bigint)
   where v.business_id = in_business and v.id = t.id
     and (v.max_uses is null or v.uses < v.max_uses) and (v.remaining is null or v.remaining >= t.amount);
  get diagnostics taken = row_count;
  if taken < jsonb_array_length(in_vouchers) then
    raise exception 'The voucher cannot be used for this.' using errcode = 'TB409', detail = 'catalog.voucher-unusable';
  end if;
end $$;
