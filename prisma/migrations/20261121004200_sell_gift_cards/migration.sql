-- For how long the gift cards that are sold from now on are good; null: for ever, and nothing of them is ever income.
create table customers.gift_card_terms (
  business_id uuid primary key references identity.businesses,
  valid_months integer check (valid_months between 1 and 120)
);
call platform.seal_tenant_table('customers.gift_card_terms');

-- What the shop owes to whoever knows the code, which only the card says: the sum of its entries, kept beside them.
create table customers.gift_cards (
  business_id uuid not null references identity.businesses,
  id uuid not null,
  code_hash bytea not null check (length(code_hash) = 32),
  ending text not null,                         -- the last characters of the code, to tell one card from another
  balance bigint not null check (balance between 0 and 9007199254740991),
  entries integer not null,
  expires_on date,                              -- the last day on which it is taken, as it was agreed when it was sold
  blocked boolean not null default false,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  unique (code_hash, business_id)
) with (fillfactor = 50);
create index gift_cards_by_expiry on customers.gift_cards (expires_on, id, business_id) where balance > 0;
call platform.seal_tenant_table('customers.gift_cards');

create table customers.gift_card_entries (
  business_id uuid not null,
  gift_card_id uuid not null,
  number integer not null check (number > 0),   -- from 1, per card
  amount bigint not null check (amount <> 0),   -- what is owed grows by it
  balance_after bigint not null check (balance_after >= 0),
  source_type text not null,
  source_id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, gift_card_id, number),
  unique (source_type, source_id, gift_card_id, business_id),
  foreign key (business_id, gift_card_id) references customers.gift_cards
);
call platform.seal_tenant_table('customers.gift_card_entries', 'append-only');

-- The document of a card that was sold. Cash has a drawer movement of the same id.
create table customers.gift_card_sales (
  business_id uuid not null,
  id uuid not null,
  gift_card_id uuid not null,
  outlet_id uuid not null,
  shift_id uuid not null,
  method text not null,
  amount bigint not null check (amount > 0),
  reference text,
  employee_id uuid not null,
  business_date date not null,
  journal_entry_id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, id),
  foreign key (business_id, gift_card_id) references customers.gift_cards,
  foreign key (business_id, outlet_id, shift_id) references sales.shifts (business_id, outlet_id, id),
  foreign key (business_id, employee_id) references identity.employees,
  foreign key (business_id, journal_entry_id) references ledger.journal_entries
);
create index gift_card_sales_of_card on customers.gift_card_sales (gift_card_id, business_id);
call platform.seal_tenant_table('customers.gift_card_sales', 'append-only');

-- A code has so many random bits that nobody finds one by trying, nor from its hash.
create function customers.gift_card_hash(in_code text) returns bytea
  language sql immutable parallel safe
  return sha256(convert_to(in_code, 'utf8'));

/* Puts an amount on a card, or takes it off (a negative amount), and returns what is on it then. A source is told once of
   a card. The card's row stays locked until the commit. */
create function customers.add_to_gift_card(in_business uuid, in_card uuid, in_amount bigint, in_source_type text,
                                           in_source uuid) returns bigint
  language plpgsql as $$
declare
  card customers.gift_cards;
begin
  update customers.gift_cards c
     set balance = c.balance + in_amount, entries = c.entries + 1
   where c.business_id = in_business and c.id = in_card and c.balance + in_amount >= 0
  returning c.* into card;
  if not found then
    if not exists (select from customers.gift_cards c where c.business_id = in_business and c.id = in_card) then
      raise exception 'There is no such gift card.' using errcode = 'TB404', detail = 'customers.gift-card-not-found';
    end if;
    raise exception 'There is not that much on the gift card.'
      using errcode = 'TB409', detail = 'customers.gift-card-short';
  end if;
  insert into customers.gift_card_entries (business_id, gift_card_id, number, amount, balance_after, source_type, source_id)
  values (in_business, in_card, card.entries, in_amount, card.balance, in_source_type, in_source);
  return card.balance;
end $$;

/* Spends of one or more cards, [{code, amount}], each code once: their rows are locked in the order of their ids, so that
   of many at once none spends what another has spent. */
create function customers.spend_gift_cards(in_business uuid, in_day date, in_source_type text, in_source uuid,
                                           in_cards jsonb) returns void
  language plpgsql as $$
declare
  short record;
begin
  perform from customers.gift_cards c
    where c.business_id = in_business
      and c.code_hash in (select customers.gift_card_hash(a.code) from jsonb_to_recordset(in_cards) as a(code text))
    order by c.id
      for no key update;

  select a.amount as asked, c.id, c.balance, c.ending, c.blocked, c.expires_on into short
    from jsonb_to_recordset(in_cards) as a(code text, amount bigint)
    left join customers.gift_cards c on c.business_id = in_business and c.code_hash = customers.gift_card_hash(a.code)
   where c.id is null or c.blocked or c.expires_on < in_day or c.balance < a.amount
   order by c.id nulls first
   limit 1;
  if found then
    if short.id is null then
      raise exception 'There is no such gift card.' using errcode = 'TB404', detail = 'customers.gift-card-not-found';
    elsif short.blocked then
      raise exception 'The gift card is blocked.'
        using errcode = 'TB409', detail = 'customers.gift-card-blocked',
              hint = jsonb_build_object('ending', short.ending);
    elsif short.expires_on < in_day then
      raise exception 'The gift card has expired.'
        using errcode = 'TB409', detail = 'customers.gift-card-expired',
              hint = jsonb_build_object('ending', short.ending, 'expiredOn', short.expires_on);
    end if;
    raise exception 'There is not that much on the gift card.'
      using errcode = 'TB409', detail = 'customers.gift-card-short',
            hint = jsonb_build_object('ending', short.ending, 'balance', short.balance, 'asked', short.asked);
  end if;

  with spent as (
    update customers.gift_cards c
       set balance = c.balance - a.amount, entries = c.entries + 1
      from jsonb_to_recordset(in_cards) as a(code text, amount bigint)
     where c.business_id = in_business and c.code_hash = customers.gift_card_hash(a.code)
    returning c.id, c.entries, c.balance, a.amount
  )
  insert into customers.gift_card_entries (business_id, gift_card_id, number, amount, balance_after, source_type, source_id)
  select in_business, s.id, s.entries, -s.amount, s.balance, in_source_type, in_source from spent s;
end $$;

-- What a document took from which cards, and what was left on them.
create function customers.gift_cards_spent(in_business uuid, in_source_type text, in_source uuid)
  returns table (gift_card uuid, ending text, amount bigint, balance_after bigint)
  language plpgsql stable as $$
begin
  return query
    select c.id, c.ending, -e.amount, e.balance_after
      from customers.gift_card_entries e
      join customers.gift_cards c on c.business_id = e.business_id and c.id = e.gift_card_id
     where e.business_id = in_business and e.source_type = in_source_type and e.source_id = in_source and e.amount < 0
     order by c.id;
end $$;

-- Puts back all that a document took, on behalf of the one that annuls it. Returns how much it is.
create function customers.put_back_on_gift_cards(in_business uuid, in_taken_type text, in_taken uuid, in_source_type text,
                                                 in_source uuid) returns bigint
  language plpgsql as $$
declare
  total bigint;
begin
  perform from customers.gift_cards c
    where c.business_id = in_business
      and c.id in (select s.gift_card from customers.gift_cards_spent(in_business, in_taken_type, in_taken) s)
    order by c.id
      for no key update;
  with put_back as (
    update customers.gift_cards c
       set balance = c.balance + s.amount, entries = c.entries + 1
      from customers.gift_cards_spent(in_business, in_taken_type, in_taken) s
     where c.business_id = in_business and c.id = s.gift_card
    returning c.id, c.entries, c.balance, s.amount
  ), told as (
    insert into customers.gift_card_entries (business_id, gift_card_id, number, amount, balance_after, source_type,
                                             source_id)
    select in_business, p.id, p.entries, p.amount, p.balance, in_source_type, in_source from put_back p
    returning amount
  )
  select coalesce(sum(t.amount), 0) into total from told t;
  return total;
end $$;

/* Takes what is left on cards whose last day is before `in_day`, so many at a time, the longest expired first; what they
   come to is income, which the caller books in the same commit. Whoever spends of one at this moment is waited for. */
create function customers.expire_gift_cards(in_business uuid, in_day date, in_limit integer, in_source uuid)
  returns table (gift_cards bigint, amount bigint)
  language plpgsql as $$
begin
  return query
    with due as (
      select c.id from customers.gift_cards c
       where c.business_id = in_business and c.expires_on < in_day and c.balance > 0
       order by c.expires_on, c.id
       limit in_limit
    ), locked as (
      select c.id, c.balance from customers.gift_cards c
       where c.business_id = in_business and c.id in (select d.id from due d) and c.balance > 0
       order by c.id
         for no key update
    ), emptied as (
      update customers.gift_cards c set balance = 0, entries = c.entries + 1
        from locked l
       where c.business_id = in_business and c.id = l.id
      returning c.id, c.entries, l.balance
    ), told as (
      insert into customers.gift_card_entries (business_id, gift_card_id, number, amount, balance_after, source_type,
                                               source_id)
      select in_business, e.id, e.entries, -e.balance, 0, 'gift-card-expiry', in_source from emptied e
      returning gift_card_entries.amount
    )
    select count(*), coalesce(-sum(t.amount), 0)::bigint from told t;
end $$;

/* What a sale takes from the balances of its customer, and from the gift cards that it is paid with, under their locks:
   {customerId, saleId, businessDate, storeCredit, giftCards: [{code, amount}], openItem}. A sale on account is refused
   where the customer would owe more than may be owed. */
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
  if store_credit > 0 then
    perform customers.add_store_credit(in_business, customer, -store_credit, 'sale', sale);
  end if;
  if jsonb_array_length(in_balances->'giftCards') > 0 then
    perform customers.spend_gift_cards(in_business, (in_balances->>'businessDate')::date, 'sale', sale,
                                       in_balances->'giftCards');
  end if;
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
