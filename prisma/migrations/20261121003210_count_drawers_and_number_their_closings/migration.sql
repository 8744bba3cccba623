-- A shift that has ended sells nothing more and has still to be counted.
alter table sales.shifts
  add column ended_by uuid,
  add column ended_at timestamptz,
  add foreign key (business_id, ended_by) references identity.employees,
  add check (state <> 'ended' or (ended_at is not null and ended_by is not null));

-- A drawer is counted before it is opened anew, whoever races: ADR 0018.
drop index sales.one_open_shift_per_drawer;
create unique index one_uncounted_shift_per_drawer on sales.shifts (outlet_id, drawer, business_id)
  where state <> 'closed';

alter table sales.drawer_movements
  add column reason text,
  add column counter_role text,             -- of the account that the cash came from or went to
  add column approved_by uuid,              -- who answers for it, where the outlet wants somebody to
  add foreign key (business_id, approved_by) references identity.employees,
  add constraint drawer_movements_by_hand_check check (
    case kind
      when 'paid_in' then amount > 0 and reason is not null and counter_role is not null
      when 'paid_out' then amount < 0 and reason is not null and counter_role is not null
      when 'cash_drop' then amount < 0 and reason is not null and counter_role is not null
      when 'no_sale' then amount = 0 and reason is not null and counter_role is null and approved_by is not null
      else true
    end);
-- Others widen this list too: what is allowed already stays allowed.
do $$
declare
  allowed text;
begin
  select pg_get_expr(c.conbin, c.conrelid) into allowed
    from pg_constraint c
   where c.conrelid = 'sales.drawer_movements'::regclass and c.conname = 'drawer_movements_kind_check';
  execute format(
    'alter table sales.drawer_movements drop constraint drawer_movements_kind_check, '
    'add constraint drawer_movements_kind_check check (%s or kind = any (%L::text[]))',
    allowed, array['paid_in', 'paid_out', 'cash_drop', 'no_sale']);
end $$;
-- A report reads what the sales' own totals do not know.
create index drawer_movements_besides_sales on sales.drawer_movements (shift_id, kind, business_id) include (amount)
  where kind <> 'sale';

create table sales.drawer_limits (
  business_id uuid not null,
  outlet_id uuid not null,
  unapproved_max bigint not null check (unapproved_max between 0 and 9007199254740991),
  version integer not null,
  primary key (business_id, outlet_id),
  foreign key (business_id, outlet_id) references identity.outlets
);
call platform.seal_tenant_table('sales.drawer_limits');

create table sales.z_counters (
  business_id uuid not null,
  outlet_id uuid not null,
  drawer text not null,
  last_number integer not null,
  primary key (business_id, outlet_id, drawer),
  foreign key (business_id, outlet_id) references identity.outlets
);
call platform.seal_tenant_table('sales.z_counters');

create table sales.z_reports (
  business_id uuid not null,
  shift_id uuid not null,
  outlet_id uuid not null,
  drawer text not null,
  z_number integer not null check (z_number > 0),
  expected_cash bigint not null,
  counted_cash bigint not null check (counted_cash >= 0),
  report jsonb not null,                    -- as it was read when the drawer was counted
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (business_id, shift_id),
  unique (outlet_id, drawer, z_number, business_id),
  foreign key (business_id, shift_id) references sales.shifts,
  foreign key (business_id, outlet_id) references identity.outlets
);
call platform.seal_tenant_table('sales.z_reports', 'append-only');

create function sales.instant_text(instant timestamptz) returns text
  language sql immutable parallel safe
  return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

/* What a shift has come to, from the totals that were kept in each commit: it costs the same after any number of sales. */
create function sales.read_shift(in_business uuid, in_shift uuid) returns jsonb
  language plpgsql stable as $$
begin
  return (
    select jsonb_build_object(
             'shiftId', s.id, 'outletId', s.outlet_id, 'drawer', s.drawer, 'state', s.state,
             'businessDate', s.business_date, 'openedBy', s.opened_by, 'openedAt', sales.instant_text(s.opened_at),
             'endedBy', s.ended_by, 'endedAt', sales.instant_text(s.ended_at), 'openingCash', s.opening_cash,
             'salesCount', t.sales_count, 'salesTotal', t.sales_total, 'discountTotal', t.discount_total,
             'serviceChargeTotal', t.service_charge_total, 'taxTotal', t.tax_total, 'roundingTotal', t.rounding_total,
             'tenders', coalesce((
               select jsonb_agg(jsonb_build_object('method', p.method, 'count', p.count, 'amount', p.amount)
                                order by p.method)
                 from sales.shift_tenders p
                where p.business_id = s.business_id and p.shift_id = s.id), '[]'),
             'movements', coalesce((
               select jsonb_agg(jsonb_build_object('kind', d.kind, 'count', d.count, 'amount', d.amount) order by d.kind)
                 from (select kind, count(*) as count, sum(amount) as amount
                         from sales.drawer_movements
                        where business_id = s.business_id and shift_id = s.id and kind <> 'sale'
                        group by kind) d), '[]'),
             'expectedCash', t.expected_cash)
      from sales.shifts s
      join sales.shift_totals t on t.business_id = s.business_id and t.shift_id = s.id
     where s.business_id = in_business and s.id = in_shift
  );
end $$;

create function sales.next_z_number(in_business uuid, in_outlet uuid, in_drawer text) returns integer
  language plpgsql as $$
declare
  next_number integer;
begin
  insert into sales.z_counters as c (business_id, outlet_id, drawer, last_number)
  values (in_business, in_outlet, in_drawer, 1)
  on conflict (business_id, outlet_id, drawer) do update set last_number = c.last_number + 1
  returning c.last_number into next_number;
  return next_number;
end $$;
