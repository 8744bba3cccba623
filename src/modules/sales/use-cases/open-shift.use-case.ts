import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { outletNotFound } from '../domain/sales.errors';
import { shiftOpened } from '../domain/shift-events';
import type { OpenShift } from '../domain/shift';
import { SaleContextQuery } from '../queries/sale-context.query';
import { ShiftStore } from '../store/shift.store';

export interface OpenShiftCommand {
  readonly outletId: string;
  readonly drawer: string;
  readonly openingCash: Money;
}

/** Opens a shift on a drawer, with its float. */
@Injectable()
export class OpenShiftUseCase {
  constructor(
    private readonly database: Database,
    private readonly contexts: SaleContextQuery,
    private readonly shifts: ShiftStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: OpenShiftCommand, idempotencyKey: string): Promise<Answer<OpenShift>> {
    requireWorkplace(actor, command.outletId);
    const context = await this.contexts.load(actor.businessId, command.outletId, []);
    if (!context) throw outletNotFound(command.outletId);
    const openedAt = this.clock.now();
    const { timeZone, dayStartsAt } = context.outlet;
    const shift = {
      id: newId(),
      ...command,
      businessDate: businessDateOf(openedAt, timeZone, dayStartsAt),
      openedBy: actor.employeeId,
      openedAt,
    };
    const idempotent = { idempotencyKey, operation: 'sales.open-shift', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      await this.shifts.open(tx, shift);
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
