/* What an offline till took for paid and is not there is left on account, also where nobody knows whose: the open item then
   has no customer, and its entry stands in the suspense account instead of the receivables. */
alter table ledger.open_items alter column customer_id drop not null;
alter table sales.transactions
  drop constraint transactions_owed_check,
  add constraint transactions_owed_check check (case when on_account = 0 or type = 'refund' then due_date is null
    else due_date is not null and due_date >= business_date end);

-- Others widen this list too: what is allowed already stays allowed.
do $$
declare
  allowed text := (select pg_get_expr(conbin, conrelid) from pg_constraint
                    where conrelid = 'sales.sync_exceptions'::regclass and conname = 'sync_exceptions_kind_check');
begin
  execute format('alter table sales.sync_exceptions drop constraint sync_exceptions_kind_check,
                  add constraint sync_exceptions_kind_check
                    check (%s or kind in (''payment-missing'', ''over-limit''))', allowed);
end $$;

/* What could be spent now, for whoever asks before the commit decides under its locks: nothing of a card that is of nobody,
   blocked, or expired on the day. {storeCredit, points, giftCards: [{code, amount, state}]} */
create function customers.spendable(in_business uuid, in_customer uuid, in_day date, in_codes text[]) returns jsonb
  language plpgsql stable as $$
begin
  return jsonb_build_object(
    'storeCredit', coalesce((select c.balance from customers.store_credits c
                              where c.business_id = in_business and c.customer_id = in_customer), 0),
    'points', coalesce((select c.points from customers.customers c
                         where c.business_id = in_business and c.id = in_customer), 0),
    'giftCards', coalesce((
      select jsonb_agg(jsonb_build_object('code', a.code, 'state', s.state,
                                          'amount', case s.state when 'good' then c.balance else 0 end))
        from unnest(in_codes) as a(code)
        left join customers.gift_cards c
          on c.business_id = in_business and c.code_hash = customers.gift_card_hash(a.code)
       cross join lateral (select case when c.id is null then 'unknown' when c.blocked then 'blocked'
                                       when c.expires_on < in_day then 'expired' else 'good' end as state) s), '[]'));
end $$;

-- Of these intents of an outlet, what they are and whether a sale could be paid with them: those that are paid, and not used.
create function payments.intents_among(in_business uuid, in_outlet uuid, in_ids uuid[])
  returns table (id uuid, method text, amount bigint, state text)
  language plpgsql stable as $$
begin
  return query
    select i.id, i.method, i.amount, case when i.sale_id is null then i.state else 'used' end
      from payments.intents i
     where i.business_id = in_business and i.outlet_id = in_outlet and i.id = any (in_ids);
end $$;

/* What a sale takes under its locks, in this order: {approvals, operation, storeCredit, giftCards: [{code, amount}], points,
   pointValue, vouchers, promotions, firstPurchase, intents, openItem}, for {customerId, saleId, outletId, businessDate}. A
   sale on account is refused where the customer would owe more than may be owed. A sale that an offline till brings takes
   its turn here, in {operation}: where it has given credit, an exception tells that it was too much. */
create or replace function sales.take_balances(in_business uuid, in_balances jsonb) returns void
  language plpgsql as $$
declare
  customer uuid := (in_balances->>'customerId')::uuid;
  sale uuid := (in_balances->>'saleId')::uuid;
  operation jsonb := in_balances->'operation';
  store_credit bigint := (in_balances->>'storeCredit')::bigint;
  points bigint := (in_balances->>'points')::bigint;
  on_account bigint := (in_balances->'openItem'->>'amount')::bigint;
  allowed bigint;
  owed bigint;
  beyond jsonb;
begin
  perform sales.take_approvals(in_business, sale, in_balances->'approvals');
  if operation <> 'null' then
    perform sales.take_offline_sale(in_business, operation, sale);
  end if;
  if store_credit > 0 then
    perform customers.add_store_credit(in_business, customer, -store_credit, 'sale', sale);
  end if;
  if jsonb_array_length(in_balances->'giftCards') > 0 then
    perform customers.spend_gift_cards(in_business, (in_balances->>'businessDate')::date, 'sale', sale,
                                       in_balances->'giftCards');
  end if;
  if points > 0 then
    perform customers.redeem_points(in_business, customer, points, (in_balances->>'pointValue')::bigint, sale);
  end if;
  perform sales.take_offers(in_business, in_balances);
  if jsonb_array_length(in_balances->'intents') > 0 then
    perform payments.use_intents(in_business, (in_balances->>'outletId')::uuid, sale, in_balances->'intents');
  end if;
  if on_account > 0 and customer is not null then
    allowed := customers.lock_credit_limit(in_business, customer);
    owed := ledger.owed_by(in_business, customer);
    beyond := jsonb_build_object('limit', allowed, 'owed', owed, 'asked', on_account);
    if owed + on_account > allowed and operation = 'null' then
      raise exception 'The customer would owe more than may be owed.'
        using errcode = 'TB409', detail = 'customers.credit-limit-exceeded', hint = beyond;
    elsif owed + on_account > allowed and operation->>'overLimitId' is not null then
      perform sales.raise_exceptions(in_business,
        operation || jsonb_build_object('exceptions', jsonb_build_array(jsonb_build_object(
          'id', operation->'overLimitId', 'kind', 'over-limit',
          'facts', beyond || jsonb_build_object('customerId', customer)))),
        sale);
    end if;
  end if;
end $$;
