import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { OutletSettings } from '../../identity';
import type { OfflineOperation } from '../domain/offline-operation';
import { outletNotFound } from '../domain/sales.errors';
import { shiftOpened } from '../domain/shift-events';
import { moveCash } from '../domain/cash-movement';
import type { UncountedShift } from '../domain/shift';
import { DeviceHistoryStore } from '../store/device-history.store';
import { DrawerStore } from '../store/drawer.store';
import { ShiftStore } from '../store/shift.store';

export interface OpenShiftCommand {
  /** Made by a till that may be offline; without it, the server makes it. */
  readonly id?: string | undefined;
  readonly outletId: string;
  readonly drawer: string;
  readonly openingCash: Money;
}

/** Opens a shift on a drawer, with its float out of the safe. */
@Injectable()
export class OpenShiftUseCase {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly shifts: ShiftStore,
    private readonly drawers: DrawerStore,
    private readonly histories: DeviceHistoryStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: OpenShiftCommand,
    idempotencyKey: string,
    operation: OfflineOperation | null = null,
  ): Promise<Answer<UncountedShift>> {
    requireWorkplace(actor, command.outletId);
    const openedAt = operation?.occurredAt ?? this.clock.now();
    const idempotent = { idempotencyKey, operation: 'sales.open-shift', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const { outlets } = await this.outletSettings.load(tx);
      const outlet = outlets.find(({ id, active }) => id === command.outletId && active);
      if (!outlet) throw outletNotFound(command.outletId);
      const shift = {
        ...command,
        id: command.id ?? newId(),
        businessDate: businessDateOf(openedAt, outlet.timeZone, outlet.dayStartsAt),
        openedBy: actor.employeeId,
        openedAt,
      };

      await this.shifts.open(tx, shift);
      if (operation) await this.histories.takeTurn(tx, operation);
      await this.drawers.post(tx, shift, shift.openedBy, {
        sourceType: 'shift-float',
        sourceId: shift.id,
        description: 'Modal kas laci',
        lines: moveCash('CASH_DRAWER', 'CASH_SAFE', shift.openingCash),
      });
      const openingCash = moneyToJson(shift.openingCash);
      const { id, outletId, drawer, businessDate } = shift;
      tx.record(shiftOpened({ shiftId: id, outletId, drawer, businessDate, openingCash }, openedAt));
      return {
        id,
        outletId,
        drawer,
        state: 'open' as const,
        businessDate,
        openedBy: shift.openedBy,
        openedAt: openedAt.toISOString(),
        openingCash,
      };
    });
  }
}
