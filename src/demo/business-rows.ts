import { CHART_OF_ACCOUNTS } from '../modules/ledger';
import { idsOf } from './business-ids';
import type { BusinessPlan } from './business-plan';
import { catalogRows } from './catalog-rows';
import { guestRows } from './guest-rows';
import { shelfRows } from './shelf-rows';
import type { TableRows } from './tenant-session';

/** All rows of a business that has not opened yet, in an order that its foreign keys allow. */
export function businessRows(plan: BusinessPlan, passwordHash: string): TableRows[] {
  return [
    ...tenantRows(plan),
    ...staffRows(plan, passwordHash),
    ...accountRows(plan),
    ...catalogRows(plan),
    ...shelfRows(plan),
    ...guestRows(plan),
  ];
}

function tenantRows({ id, outlets, ...business }: BusinessPlan): TableRows[] {
  const ids = idsOf(id);
  return [
    {
      table: 'identity.businesses',
      rows: [
        {
          business_id: id,
          name: business.name,
          legal_name: business.legalName,
          address: business.address,
          tax_number: business.taxNumber ?? null,
          is_taxable_entrepreneur: business.isTaxableEntrepreneur,
        },
      ],
    },
    { table: 'identity.tenant_config', rows: [{ business_id: id, ...business.config }] },
    {
      table: 'identity.outlets',
      rows: outlets.map((outlet) => ({
        business_id: id,
        id: ids.outlet(outlet.code),
        code: outlet.code,
        name: outlet.name,
        address: outlet.address,
        time_zone: outlet.timeZone,
        service_charge_bps: outlet.serviceChargeBps ?? 0,
      })),
    },
    {
      table: 'outbox.streams',
      rows: [id, ...outlets.map(({ code }) => ids.outlet(code))].map((stream_id) => ({ business_id: id, stream_id })),
    },
  ];
}

function staffRows({ id, outlets, employees }: BusinessPlan, passwordHash: string): TableRows[] {
  const ids = idsOf(id);
  return [
    {
      table: 'identity.employees',
      rows: employees.map(({ email, name, role }) => ({
        business_id: id,
        id: ids.employee(email),
        email,
        name,
        role,
        password_hash: passwordHash,
      })),
    },
    {
      table: 'identity.employee_outlets',
      rows: employees.flatMap(({ email }) =>
        outlets.map(({ code }) => ({
          business_id: id,
          employee_id: ids.employee(email),
          outlet_id: ids.outlet(code),
        })),
      ),
    },
  ];
}

function accountRows({ id }: BusinessPlan): TableRows[] {
  const ids = idsOf(id);
  return [
    {
      table: 'ledger.accounts',
      rows: CHART_OF_ACCOUNTS.map((account) => ({
        business_id: id,
        id: ids.account(account.code),
        code: account.code,
        name: account.name,
        name_en: account.nameEn,
        type: account.type,
        normal_side: account.normalSide,
        emkm_line: account.emkmLine,
        cash_flow: account.cashFlow,
        system_role: account.systemRole,
      })),
    },
  ];
}
