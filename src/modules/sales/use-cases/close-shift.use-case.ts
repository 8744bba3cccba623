import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { Tx } from '../../../platform/database/tx';
import { type Denomination, requireDenominationsSum } from '../domain/denominations';
import { countDrawer, type DrawerCount, emptyDrawer, postDrawerCount } from '../domain/drawer-count';
import type { OfflineOperation } from '../domain/offline-operation';
import { type ClosedShift, shiftDay } from '../domain/shift';
import { shiftClosed } from '../domain/shift-events';
import { DeviceHistoryStore } from '../store/device-history.store';
import { DrawerStore } from '../store/drawer.store';
import { type LockedShift, ShiftStore } from '../store/shift.store';

export interface CloseShiftCommand {
  readonly shiftId: string;
  readonly countedCash: Money;
  /** How it was counted, where somebody said so. */
  readonly denominations?: readonly Denomination[] | undefined;
}

interface ClosedBy {
  readonly closedBy: string;
  readonly closedAt: Date;
}

/** Counts the drawer against what it should hold, books the difference, empties it and closes the shift for good. */
@Injectable()
export class CloseShiftUseCase {
  constructor(
    private readonly database: Database,
    private readonly shifts: ShiftStore,
    private readonly drawers: DrawerStore,
    private readonly histories: DeviceHistoryStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: CloseShiftCommand,
    idempotencyKey: string,
    operation: OfflineOperation | null = null,
  ): Promise<Answer<ClosedShift>> {
    if (command.denominations) requireDenominationsSum(command.denominations, command.countedCash);
    const idempotent = { idempotencyKey, operation: 'sales.close-shift', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const shift = await this.shifts.lockUncounted(tx, actor.outletIds, command.shiftId);
      if (operation) await this.histories.takeTurn(tx, operation);
      const count = countDrawer(shift.expectedCashNow, command.countedCash);
      await this.bookCount(tx, shift, count, actor.employeeId);
      return this.close(tx, shift, count, {
        ...command,
        closedBy: actor.employeeId,
        closedAt: operation?.occurredAt ?? this.clock.now(),
      });
    });
  }

  private async bookCount(tx: Tx, shift: LockedShift, count: DrawerCount, by: string): Promise<void> {
    const drawer = { id: shift.id, outletId: shift.outletId, businessDate: shiftDay(shift) };
    await this.drawers.post(tx, drawer, by, {
      sourceType: 'shift-count',
      sourceId: shift.id,
      description: 'Selisih kas',
      lines: postDrawerCount(count),
    });
    await this.drawers.post(tx, drawer, by, {
      sourceType: 'shift-emptied',
      sourceId: shift.id,
      description: 'Setoran laci ke brankas',
      lines: emptyDrawer(count),
    });
  }

  private async close(
    tx: Tx,
    shift: LockedShift,
    count: DrawerCount,
    { closedBy, closedAt: now, denominations }: Pick<CloseShiftCommand, 'denominations'> & ClosedBy,
  ): Promise<ClosedShift> {
    const closedAt = now.toISOString();
    const { id, outletId, drawer } = shift;
    const counted = {
      state: 'closed' as const,
      expectedCash: moneyToJson(count.expectedCash),
      countedCash: moneyToJson(count.countedCash),
      over: moneyToJson(count.over),
      short: moneyToJson(count.short),
      denominations:
        denominations?.map(({ value, count: notes }) => ({ value: Number(value), count: Number(notes) })) ?? null,
      closedAt,
    };
    const zNumber = await this.shifts.close(tx, shift, {
      ...count,
      closedBy,
      closedAt: now,
      facts: { ...counted, closedBy },
    });
    const { countedCash, expectedCash } = counted;
    tx.record(shiftClosed({ shiftId: id, outletId, countedCash, expectedCash }, now));
    const openingCash = moneyToJson(shift.openingCash);
    return { id, outletId, drawer, businessDate: shiftDay(shift), openingCash, ...counted, zNumber };
  }
}
