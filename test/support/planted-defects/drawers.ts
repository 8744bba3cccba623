import { lineOf, type PlantedDefect } from './planted-defect';

const entriesOf = (sourceType: string) =>
  `entry_id in (select id from ledger.journal_entries e where e.source_type = '${sourceType}')`;

export const inDrawers: readonly PlantedDefect[] = [
  {
    title: 'a float was not booked',
    sql: `delete from ledger.journal_lines l where ${entriesOf('shift-float')}`,
    caughtBy: ['drawers.account-ties', 'drawers.movements-are-posted'],
  },
  {
    title: 'a float was booked as petty cash',
    sql: `update ledger.journal_lines l
             set account_id = (select id from ledger.accounts a
                                where a.business_id = l.business_id and a.system_role = 'PETTY_CASH')
           where ${entriesOf('shift-float')} and ${lineOf('CASH_DRAWER')}`,
    caughtBy: ['drawers.account-ties', 'drawers.movements-are-posted'],
  },
  {
    title: 'cash was taken out and not booked',
    sql: `insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, reason, counter_role, recorded_by)
          select business_id, gen_random_uuid(), id, 'paid_out', -1000, 'parkir', 'OTHER_EXPENSE', opened_by
            from sales.shifts`,
    caughtBy: ['drawers.account-ties', 'drawers.movements-are-posted', 'shifts.totals-are-their-sales'],
  },
  {
    title: 'a Z number is skipped',
    sql: `insert into sales.z_counters (business_id, outlet_id, drawer, last_number)
          select business_id, outlet_id, drawer, 1 from sales.shifts`,
    caughtBy: ['drawers.z-numbers-gapless'],
  },
  {
    title: 'a shift is reported that is not closed',
    sql: `insert into sales.z_reports (business_id, shift_id, outlet_id, drawer, z_number, expected_cash, counted_cash,
                                       report)
          select business_id, id, outlet_id, drawer, 1, 0, 0, '{}' from sales.shifts`,
    caughtBy: ['drawers.z-report-is-its-shift', 'drawers.z-numbers-gapless'],
  },
  {
    title: 'a sale reached a shift after its Z report',
    sql: `with closed as (
            update sales.shifts s
               set state = 'closed', closed_at = now(), closed_by = opened_by, ended_at = now(), ended_by = opened_by,
                   counted_cash = t.expected_cash, expected_cash = t.expected_cash
              from sales.shift_totals t
             where t.business_id = s.business_id and t.shift_id = s.id
            returning s.business_id, s.id, s.outlet_id, s.drawer, t.expected_cash)
          insert into sales.z_reports (business_id, shift_id, outlet_id, drawer, z_number, expected_cash, counted_cash,
                                       report)
          select business_id, id, outlet_id, drawer, 1, expected_cash, expected_cash,
                 sales.read_shift(business_id, id)
                   || jsonb_build_object('zNumber', 1, 'over', 0, 'short', 0, 'state', 'closed', 'salesCount', 0)
            from closed`,
    caughtBy: ['drawers.z-report-is-its-shift'],
  },
];
