import { Injectable } from '@nestjs/common';
import type { Role } from '../../../kernel/roles';
import type { Tx } from '../../../platform/database/tx';
import type { Employee } from '../domain/session';

interface EmployeeRow {
  name: string;
  role: Role;
  password_hash: string;
  outlet_ids: string[];
}

@Injectable()
export class EmployeeStore {
  /** An active employee as of now; null for anyone else. */
  async hold({ prisma, businessId }: Tx, employeeId: string): Promise<(Employee & { passwordHash: string }) | null> {
    // Shared: a new password, or the end of an employment, waits for the session that is being made, and then sees it.
    const [row] = await prisma.$queryRaw<EmployeeRow[]>`
      select e.name, e.role, e.password_hash,
             array(select o.outlet_id
                     from identity.employee_outlets o
                     join identity.outlets p on p.business_id = o.business_id and p.id = o.outlet_id
                    where o.business_id = e.business_id
                      and o.employee_id = e.id
                    order by p.active desc, p.code) as outlet_ids
        from identity.employees e
       where e.business_id = ${businessId}::uuid
         and e.id = ${employeeId}::uuid
         and e.active
         for share of e`;
    if (!row) return null;
    const { name, role, password_hash: passwordHash, outlet_ids: outletIds } = row;
    return { businessId, employeeId, name, role, outletIds, passwordHash };
  }
}
