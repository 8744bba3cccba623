import { CHART_OF_ACCOUNTS } from '../../src/modules/ledger';

const codes = new Map(CHART_OF_ACCOUNTS.map(({ systemRole, code }) => [systemRole, code]));

/** The code that the chart of accounts, and so the fixtures, have for the account of a role. */
export function accountCode(systemRole: string): string {
  return codes.get(systemRole) ?? `no account has the role ${systemRole}`;
}
