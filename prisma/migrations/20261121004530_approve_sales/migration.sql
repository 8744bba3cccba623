-- The permissions that were lent for a thing that is to be done.
create function identity.approvals_of(in_business uuid, in_approvals uuid[], in_subject uuid)
  returns table (id uuid, action text, approved_by uuid)
  language plpgsql stable as $$
begin
  return query select a.id, a.action, a.approved_by from identity.approvals a
                where a.business_id = in_business and a.id = any (in_approvals) and a.subject_id = in_subject
                order by a.id;
end $$;

-- What a cashier did in a sale by a permission that somebody lent; who answers for it.
create table sales.sale_approvals (
  business_id uuid not null,
  transaction_id uuid not null,             -- written before its header
  action text not null check (action in ('sale.discount', 'sale.override-price')),
  approval_id uuid not null,
  approved_by uuid not null,
  primary key (business_id, transaction_id, action),
  unique (approval_id, business_id),
  foreign key (business_id, approval_id) references identity.approvals,
  foreign key (business_id, approved_by) references identity.employees
);
call platform.seal_tenant_table('sales.sale_approvals', 'append-only');

-- Takes what was lent for a sale, in its commit: [{approvalId, action, takenBy}].
create function sales.take_approvals(in_business uuid, in_sale uuid, in_approvals jsonb) returns void
  language plpgsql as $$
begin
  if jsonb_array_length(in_approvals) > 0 then
    insert into sales.sale_approvals (business_id, transaction_id, action, approval_id, approved_by)
    select in_business, in_sale, a.action, a."approvalId",
           identity.take_approval(in_business, a."approvalId", a.action, in_sale, a."takenBy")
      from (select * from jsonb_to_recordset(in_approvals) as a("approvalId" uuid, action text, "takenBy" uuid)
             order by "approvalId") a;
  end if;
end $$;

/* What a sale takes, under its locks: {approvals, customerId, saleId, businessDate, storeCredit, giftCards, promotions,
   firstPurchase, vouchers, openItem}. A sale on account is refused where the customer would owe more than may be owed. A
   sale that an offline till brings takes its turn here, in {operation}. */
create or replace function sales.take_balances(in_business uuid, in_balances jsonb) returns void
  language plpgsql as $$
declare
  customer uuid := (in_balances->>'customerId')::uuid;
  sale uuid := (in_balances->>'saleId')::uuid;
  store_credit bigint := (in_balances->>'storeCredit')::bigint;
  on_account bigint := (in_balances->'openItem'->>'amount')::bigint;
  allowed bigint;
  owed bigint;
begin
  perform sales.take_approvals(in_business, sale, in_balances->'approvals');
  if in_balances->'operation' <> 'null' then
    perform sales.take_offline_sale(in_business, in_balances->'operation', sale);
  end if;
  if store_credit > 0 then
    perform customers.add_store_credit(in_business, customer, -store_credit, 'sale', sale);
  end if;
  if jsonb_array_length(in_balances->'giftCards') > 0 then
    perform customers.spend_gift_cards(in_business, (in_balances->>'businessDate')::date, 'sale', sale,
                                       in_balances->'giftCards');
  end if;
  perform sales.take_offers(in_business, in_balances);
  if on_account > 0 then
    allowed := customers.lock_credit_limit(in_business, customer);
    owed := ledger.owed_by(in_business, customer);
    if owed + on_account > allowed then
      raise exception 'The customer would owe more than may be owed.'
        using errcode = 'TB409', detail = 'customers.credit-limit-exceeded',
              hint = jsonb_build_object('limit', allowed, 'owed', owed, 'asked', on_account);
    end if;
  end if;
end $$;
