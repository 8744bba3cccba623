-- What a receipt says besides the sale itself is frozen in the sale's commit, so that a reprint is the same for ever,
-- whatever the shop is called by then.

create table sales.receipt_settings (
  business_id uuid not null,
  outlet_id uuid not null,
  version integer not null check (version > 0),
  language text not null check (language in ('id', 'en')),
  header text not null,
  footer text not null,
  verification_url text,                    -- the origin that the QR leads to; null: the installation's own
  changed_by uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, outlet_id, version),
  foreign key (business_id, outlet_id) references identity.outlets,
  foreign key (business_id, changed_by) references identity.employees
);
call platform.seal_tenant_table('sales.receipt_settings', 'append-only');

create table sales.receipt_copies (
  business_id uuid not null,
  id uuid not null,
  transaction_id uuid not null,
  number integer not null check (number > 0),
  printed_by uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (transaction_id, number, business_id),
  foreign key (business_id, transaction_id) references sales.transactions,
  foreign key (business_id, printed_by) references identity.employees
);
call platform.seal_tenant_table('sales.receipt_copies', 'append-only');

-- Who sells, where, and who stands at the till, as a receipt names them (PER-11/PJ/2025 art. 51: name, address, NPWP).
create function identity.receipt_seller(in_business uuid, in_outlet uuid, in_employee uuid) returns jsonb
  language plpgsql stable as $$
begin
  return (
    select jsonb_build_object('name', b.name, 'legalName', b.legal_name, 'address', b.address, 'taxNumber', b.tax_number,
             'isTaxableEntrepreneur', b.is_taxable_entrepreneur, 'outletName', o.name, 'outletCode', o.code,
             'outletAddress', o.address, 'timeZone', o.time_zone, 'cashier', e.name)
      from identity.businesses b
      join identity.outlets o on o.business_id = b.business_id and o.id = in_outlet
      join identity.employees e on e.business_id = b.business_id and e.id = in_employee
     where b.business_id = in_business
  );
end $$;

create function sales.receipt_head(in_business uuid, in_outlet uuid, in_employee uuid) returns jsonb
  language plpgsql stable as $$
begin
  return identity.receipt_seller(in_business, in_outlet, in_employee) || coalesce(
    (select jsonb_build_object('language', s.language, 'header', s.header, 'footer', s.footer,
              'verificationUrl', s.verification_url)
       from sales.receipt_settings s
      where s.business_id = in_business and s.outlet_id = in_outlet
      order by s.version desc
      limit 1),
    jsonb_build_object('language', 'id', 'header', '', 'footer', '', 'verificationUrl', null));
end $$;

-- Sales of before are given the head that they would have today.
alter table sales.transactions
  add column receipt_secret uuid not null default gen_random_uuid(), -- only the paper knows it
  add column receipt_head jsonb;
create function sales.receipt_head_of_before(in_business uuid, in_outlet uuid, in_employee uuid) returns jsonb
  language plpgsql as $$
begin
  perform set_config('app.business_id', in_business::text, true);
  return sales.receipt_head(in_business, in_outlet, in_employee);
end $$;
alter table sales.transactions
  alter column receipt_head type jsonb using sales.receipt_head_of_before(business_id, outlet_id, employee_id),
  alter column receipt_head set not null;
drop function sales.receipt_head_of_before;

create function sales.freeze_receipt_head() returns trigger
  language plpgsql as $$
begin
  new.receipt_head := sales.receipt_head(new.business_id, new.outlet_id, new.employee_id);
  return new;
end $$;
create trigger freeze_receipt_head before insert on sales.transactions
  for each row execute function sales.freeze_receipt_head();

-- One copy after the other, however many tills print at once: the numbers have no gap.
create function sales.record_receipt_copy(in_business uuid, in_copy uuid, in_transaction uuid, in_printed_by uuid)
  returns integer
  language plpgsql as $$
declare
  copy_number integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('receipt copies of ' || in_transaction, 0));
  insert into sales.receipt_copies (business_id, id, transaction_id, number, printed_by)
  select in_business, in_copy, in_transaction, coalesce(max(c.number), 0) + 1, in_printed_by
    from sales.receipt_copies c
   where c.business_id = in_business and c.transaction_id = in_transaction
  returning number into copy_number;
  return copy_number;
end $$;
