import { idsOf } from './business-ids';
import type { BusinessPlan } from './business-plan';
import type { TableRows } from './tenant-session';

/** Its guests: where they sit, who they are, and what their loyalty earns. */
export function guestRows({ id, outlets, loyalty, customers = [] }: BusinessPlan): TableRows[] {
  const ids = idsOf(id);
  return [
    {
      table: 'customers.tiers',
      rows: (loyalty?.tiers ?? []).map(({ name, multiplierBps }) => ({
        business_id: id,
        id: ids.tier(name),
        name,
        multiplier_bps: multiplierBps,
      })),
    },
    {
      table: 'customers.loyalty_programs',
      rows: loyalty ? [{ business_id: id, rupiah_per_point: loyalty.rupiahPerPoint }] : [],
    },
    {
      table: 'customers.customers',
      rows: customers.map(({ name, phone, tier }) => ({
        business_id: id,
        id: ids.customer(name),
        name,
        phone,
        tier_id: tier === undefined ? null : ids.tier(tier),
      })),
    },
    {
      table: 'dining.tables',
      rows: outlets.flatMap((outlet) =>
        (outlet.tables ?? []).map(({ code, seats }) => ({
          business_id: id,
          id: ids.table(outlet.code, code),
          outlet_id: ids.outlet(outlet.code),
          code,
          seats,
        })),
      ),
    },
  ];
}
