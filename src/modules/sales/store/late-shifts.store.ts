import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { OutletSettings } from '../../identity';
import type { OfflineOperation } from '../domain/offline-operation';
import { lateShiftBeingCounted, outletNotFound } from '../domain/sales.errors';
import { shiftOpened } from '../domain/shift-events';
import { ShiftStore } from './shift.store';

/** What a closed drawer was counted with stays: what comes late has a shift of its own, without any cash to begin with. */
@Injectable()
export class LateShifts {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly shifts: ShiftStore,
  ) {}

  /** The late shift of the till's drawer, opened where there is none, in place of another one that takes nothing more. */
  async insteadOf(shiftId: string, actor: Actor, { outletId, drawer, occurredAt }: OfflineOperation): Promise<string> {
    const late = `late ${drawer}`;
    const businessDate = await this.dayAt(actor.businessId, outletId, occurredAt);
    const lateShiftId = await this.database.change(writerOf(actor), async (tx) => {
      const { employeeId } = actor;
      const wanted = { id: newId(), outletId, drawer: late, businessDate, openedBy: employeeId, openedAt: occurredAt };
      const shift = await this.shifts.openWithoutCash(tx, wanted);
      if (!shift) throw lateShiftBeingCounted(late);
      const payload = { shiftId: shift.id, outletId, drawer: late, businessDate, openingCash: 0 };
      if (shift.isNew) tx.record(shiftOpened(payload, occurredAt));
      return shift.id;
    });
    if (lateShiftId === shiftId) throw lateShiftBeingCounted(late);
    return lateShiftId;
  }

  /** The business date of an outlet at a moment. */
  async dayAt(businessId: string, outletId: string, instant: Date): Promise<string> {
    const { outlets } = await this.database.read(businessId, (tx) => this.outletSettings.load(tx));
    const outlet = outlets.find(({ id }) => id === outletId);
    if (!outlet) throw outletNotFound(outletId);
    return businessDateOf(instant, outlet.timeZone, outlet.dayStartsAt);
  }
}
