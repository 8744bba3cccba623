import { Injectable } from '@nestjs/common';
import { readComplaint } from '../../../platform/database/database-error';
import type { Tx } from '../../../platform/database/tx';
import type { HeldBillEnded } from '../contracts/held-bill.events';
import { customerNotFound, tableNotFound } from '../domain/sales.errors';

export interface NewHeldBill {
  readonly id: string;
  readonly outletId: string;
  readonly name: string | null;
  readonly tableId: string | null;
  readonly customerId: string | null;
  readonly cart: unknown;
  readonly heldBy: string;
  readonly heldAt: Date;
  readonly expiresAt: Date;
}

@Injectable()
export class HeldBillStore {
  async hold(tx: Tx, bill: NewHeldBill): Promise<void> {
    try {
      await tx.prisma.$executeRaw`
        insert into sales.held_bills (business_id, id, outlet_id, name, table_id, customer_id, cart, held_by, held_at,
          expires_at)
        values (${tx.businessId}::uuid, ${bill.id}::uuid, ${bill.outletId}::uuid, ${bill.name}, ${bill.tableId}::uuid,
          ${bill.customerId}::uuid, ${JSON.stringify(bill.cart)}::jsonb, ${bill.heldBy}::uuid, ${bill.heldAt},
          ${bill.expiresAt})`;
    } catch (error) {
      const message = readComplaint(error)?.message ?? '';
      if (message.includes('held_bills_table_fkey')) throw tableNotFound();
      if (message.includes('held_bills_customer_fkey')) throw customerNotFound();
      throw error;
    }
  }

  /** False where somebody else was first, or its time is over. Whoever comes second waits here for the first. */
  async resume(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
    const resumed = await tx.prisma.$executeRaw`
      update sales.held_bills
         set state = 'resumed', ended_by = ${by}::uuid, ended_at = ${at}
       where business_id = ${tx.businessId}::uuid and id = ${id}::uuid and state = 'held' and expires_at > ${at}`;
    return resumed === 1;
  }

  /** The first of those of an outlet whose time is over; not those that somebody is looking at. */
  async expire(tx: Tx, outletId: string, at: Date, limit: number): Promise<HeldBillEnded[]> {
    return tx.prisma.$queryRaw<HeldBillEnded[]>`
      update sales.held_bills b
         set state = 'expired', ended_at = ${at}
        from (select o.id
                from sales.held_bills o
               where o.business_id = ${tx.businessId}::uuid and o.outlet_id = ${outletId}::uuid and o.state = 'held'
                 and o.expires_at <= ${at}
               order by o.expires_at
               limit ${limit}
                 for update skip locked) overdue
       where b.business_id = ${tx.businessId}::uuid and b.id = overdue.id
      returning b.id as "heldBillId", b.outlet_id as "outletId", b.table_id as "tableId"`;
  }
}
