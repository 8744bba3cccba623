import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { countDrawer, postDrawerCount } from '../domain/drawer-count';
import { shiftClosed } from '../domain/shift-events';
import type { ClosedShift } from '../domain/shift';
import { ShiftStore } from '../store/shift.store';

export interface CloseShiftCommand {
  readonly shiftId: string;
  readonly countedCash: Money;
}

/** Counts the drawer against what it should hold, books the difference and closes the shift for good. */
@Injectable()
export class CloseShiftUseCase {
  constructor(
    private readonly database: Database,
    private readonly shifts: ShiftStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, command: CloseShiftCommand, idempotencyKey: string): Promise<Answer<ClosedShift>> {
    const idempotent = { idempotencyKey, operation: 'sales.close-shift', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const shift = await this.shifts.lockOpen(tx, actor.outletIds, command.shiftId);
      const count = countDrawer(shift.expectedCashNow, command.countedCash);
      const closedAt = this.clock.now();

      await this.shifts.close(tx, shift, count, actor.employeeId, closedAt);
      await this.shifts.postCount(tx, shift, postDrawerCount(count), actor.employeeId);
      const expectedCash = moneyToJson(count.expectedCash);
      const countedCash = moneyToJson(count.countedCash);
      tx.record(shiftClosed({ shiftId: shift.id, outletId: shift.outletId, countedCash, expectedCash }, closedAt));

      return {
        id: shift.id,
        outletId: shift.outletId,
        drawer: shift.drawer,
        state: 'closed' as const,
        businessDate: shift.businessDate.toISOString().slice(0, 10),
        openingCash: moneyToJson(shift.openingCash),
        expectedCash,
        countedCash,
        over: moneyToJson(count.over),
        short: moneyToJson(count.short),
        closedAt: closedAt.toISOString(),
      };
    });
  }
}
