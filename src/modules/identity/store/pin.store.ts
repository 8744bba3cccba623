import { Injectable } from '@nestjs/common';
import type { Role } from '../../../kernel/roles';
import { readComplaint } from '../../../platform/database/database-error';
import type { Tx } from '../../../platform/database/tx';
import { pinTaken } from '../domain/identity.errors';

/** Whose approval is asked for. */
export interface Asked {
  readonly fingerprint: Buffer;
  readonly outletId: string;
  readonly roles: readonly Role[];
}

@Injectable()
export class PinStore {
  /** Throws `identity.pin-taken`. */
  async set({ prisma, businessId }: Tx, employeeId: string, fingerprint: Buffer): Promise<void> {
    try {
      await prisma.$executeRaw`
        insert into identity.employee_pins (business_id, employee_id, fingerprint)
        values (${businessId}::uuid, ${employeeId}::uuid, ${fingerprint})
        on conflict (business_id, employee_id)
        do update set fingerprint = excluded.fingerprint, set_at = excluded.set_at`;
    } catch (error) {
      const complaint = readComplaint(error);
      if (complaint?.sqlState === '23505' && complaint.message.includes('one_employee_per_pin')) throw pinTaken();
      throw error;
    }
  }

  /** The employee who has this PIN, one of these roles and works at this outlet; null when there is none. */
  async holder({ prisma, businessId }: Tx, { fingerprint, outletId, roles }: Asked): Promise<string | null> {
    // Shared: a new PIN, or the end of an employment, waits for the approval that is being given.
    const [row] = await prisma.$queryRaw<{ id: string }[]>`
      select e.id
        from identity.employee_pins p
        join identity.employees e on e.business_id = p.business_id and e.id = p.employee_id
        join identity.employee_outlets o on o.business_id = e.business_id and o.employee_id = e.id
       where p.business_id = ${businessId}::uuid
         and p.fingerprint = ${fingerprint}
         and o.outlet_id = ${outletId}::uuid
         and e.active
         and e.role = any(${roles}::text[])
         for share of p, e`;
    return row?.id ?? null;
  }
}
