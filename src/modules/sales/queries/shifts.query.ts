import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import { noOpenShift } from '../domain/sales.errors';
import type { UncountedShift } from '../domain/shift';
import type { CurrentShiftFilterInput } from '../http/shift.schema';

@Injectable()
export class ShiftsQuery {
  constructor(private readonly database: Database) {}

  /** The shift of a drawer that has not been counted yet; there is at most one. */
  async current(actor: Actor, { outletId, drawer }: CurrentShiftFilterInput): Promise<UncountedShift> {
    const { businessId } = actor;
    const shift = await this.database.read(businessId, (tx) =>
      tx.prisma.shift.findFirst({ where: { businessId, outletId, drawer, state: { not: 'closed' } } }),
    );
    if (!shift) throw noOpenShift();
    return {
      id: shift.id,
      outletId: shift.outletId,
      drawer: shift.drawer,
      state: shift.state as UncountedShift['state'],
      businessDate: shift.businessDate.toISOString().slice(0, 10),
      openedBy: shift.openedBy,
      openedAt: shift.openedAt.toISOString(),
      openingCash: moneyToJson(shift.openingCash),
    };
  }
}
