-- What the shop owes a customer in goods: the sum of its entries, kept beside them so that it can be guarded.
create table customers.store_credits (
  business_id uuid not null,
  customer_id uuid not null,
  balance bigint not null check (balance between 0 and 9007199254740991),
  entries integer not null,
  primary key (business_id, customer_id),
  foreign key (business_id, customer_id) references customers.customers
) with (fillfactor = 50);
call platform.seal_tenant_table('customers.store_credits');

create table customers.store_credit_entries (
  business_id uuid not null,
  customer_id uuid not null,
  number integer not null check (number > 0),   -- from 1, per customer
  amount bigint not null check (amount <> 0),   -- what is owed grows by it
  balance_after bigint not null check (balance_after >= 0),
  source_type text not null,
  source_id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, customer_id, number),
  unique (source_type, source_id, business_id),
  foreign key (business_id, customer_id) references customers.store_credits
);
call platform.seal_tenant_table('customers.store_credit_entries', 'append-only');

/* Adds to what a customer has, or takes from it (a negative amount), and returns what there is then. A source is told
   once. The customer's row stays locked until the commit: of many at once none spends what another has spent. */
create function customers.add_store_credit(in_business uuid, in_customer uuid, in_amount bigint, in_source_type text,
                                           in_source uuid) returns bigint
  language plpgsql as $$
declare
  credit customers.store_credits;
begin
  if not exists (select from customers.customers c where c.business_id = in_business and c.id = in_customer) then
    raise exception 'There is no such customer.' using errcode = 'TB404', detail = 'customers.customer-not-found';
  end if;
  insert into customers.store_credits (business_id, customer_id, balance, entries)
  values (in_business, in_customer, 0, 0)
  on conflict do nothing;

  update customers.store_credits c
     set balance = c.balance + in_amount, entries = c.entries + 1
   where c.business_id = in_business and c.customer_id = in_customer and c.balance + in_amount >= 0
  returning c.* into credit;
  if not found then
    raise exception 'The customer has not that much store credit.'
      using errcode = 'TB409', detail = 'customers.store-credit-short';
  end if;

  insert into customers.store_credit_entries (business_id, customer_id, number, amount, balance_after, source_type, source_id)
  values (in_business, in_customer, credit.entries, in_amount, credit.balance, in_source_type, in_source);
  return credit.balance;
end $$;
