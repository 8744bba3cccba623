import type { PlantedDefect } from './planted-defect';

export const inSettlements: readonly PlantedDefect[] = [
  {
    title: 'a settlement was never booked',
    sql: `insert into ledger.settlements (business_id, id, outlet_id, method, gross, fee, settled_on, entry_id, recorded_by)
          select business_id, gen_random_uuid(), outlet_id, 'qris', 5000, 0, business_date, journal_entry_id, employee_id
            from sales.transactions where id = :sale`,
    caughtBy: ['ledger.settlements-tie'],
  },
];
