-- What the receipt of a gift card says besides the card, as it was when it was sold. Those of before get that of today.
alter table customers.gift_card_sales add column receipt_head jsonb;
create function customers.receipt_head_of_before(in_business uuid, in_outlet uuid, in_employee uuid) returns jsonb
  language plpgsql as $$
begin
  perform set_config('app.business_id', in_business::text, true);
  return sales.receipt_head(in_business, in_outlet, in_employee);
end $$;
alter table customers.gift_card_sales
  alter column receipt_head type jsonb using customers.receipt_head_of_before(business_id, outlet_id, employee_id),
  alter column receipt_head set not null;
drop function customers.receipt_head_of_before;

create trigger freeze_receipt_head before insert on customers.gift_card_sales
  for each row execute function sales.freeze_receipt_head();
