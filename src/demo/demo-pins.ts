import { createHash } from 'node:crypto';
import { can, type Permission } from '../kernel/permissions';
import { fingerprint } from '../platform/auth/passwords';
import { APPROVABLE_ACTIONS, pinSaltOf } from '../modules/identity';
import { idsOf } from './business-ids';
import type { BusinessPlan, EmployeePlan } from './business-plan';
import type { TableRows } from './tenant-session';

/** Six digits that follow from the password of the log-in. */
export function demoPin(password: string, email: string): string {
  const digest = createHash('sha256').update(`${password} ${email}`).digest();
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

/** The PINs of whoever may approve anything. */
export async function pinRows({ id, employees }: BusinessPlan, password: string): Promise<TableRows> {
  const approvers = employees.filter(mayApprove);
  const rows = approvers.map(async ({ email }) => {
    const bytes = await fingerprint(demoPin(password, email), pinSaltOf(id));
    return { business_id: id, employee_id: idsOf(id).employee(email), fingerprint: `\\x${bytes.toString('hex')}` };
  });
  return { table: 'identity.employee_pins', rows: await Promise.all(rows) };
}

function mayApprove({ role }: EmployeePlan): boolean {
  return APPROVABLE_ACTIONS.some((action: Permission) => can(role, action));
}
