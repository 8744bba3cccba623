import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { PresentDrawerLimit } from '../domain/drawer-limit';

@Injectable()
export class DrawerLimitStore {
  /** The limit, for this transaction alone. */
  async lock({ prisma, businessId }: Tx, outletId: string): Promise<PresentDrawerLimit> {
    const [row] = await prisma.$queryRaw<[PresentDrawerLimit]>`
      insert into sales.drawer_limits as l (business_id, outlet_id, unapproved_max, version)
      values (${businessId}::uuid, ${outletId}::uuid, 0, 0)
      on conflict (business_id, outlet_id) do update set version = l.version -- the lock
      returning unapproved_max as "unapprovedMax", version`;
    return row;
  }

  async save({ prisma, businessId }: Tx, outletId: string, limit: PresentDrawerLimit): Promise<void> {
    await prisma.drawerLimit.update({ where: { businessId_outletId: { businessId, outletId } }, data: limit });
  }
}
