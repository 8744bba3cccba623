import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import type { PresentDrawerLimit } from '../domain/drawer-limit';

@Injectable()
export class DrawerLimitsQuery {
  constructor(private readonly database: Database) {}

  /** Nothing goes without an approval where the outlet has said nothing. */
  async present({ businessId }: Actor, outletId: string): Promise<PresentDrawerLimit> {
    const limit = await this.database.read(businessId, (tx) =>
      tx.prisma.drawerLimit.findUnique({
        where: { businessId_outletId: { businessId, outletId } },
        select: { unapprovedMax: true, version: true },
      }),
    );
    return limit ?? { unapprovedMax: 0n, version: 0 };
  }
}
