import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { OfflineOperation } from '../domain/offline-operation';
import { shiftNotOpen } from '../domain/sales.errors';
import { type EndedShift, shiftDay } from '../domain/shift';
import { shiftEnded } from '../domain/shift-events';
import { DeviceHistoryStore } from '../store/device-history.store';
import { ShiftStore } from '../store/shift.store';

export interface EndShiftCommand {
  readonly shiftId: string;
}

/** Stops selling in a shift, so that its drawer can be counted in peace. */
@Injectable()
export class EndShiftUseCase {
  constructor(
    private readonly database: Database,
    private readonly shifts: ShiftStore,
    private readonly histories: DeviceHistoryStore,
    private readonly clock: Clock,
  ) {}

  execute(
    actor: Actor,
    command: EndShiftCommand,
    idempotencyKey: string,
    operation: OfflineOperation | null = null,
  ): Promise<Answer<EndedShift>> {
    const idempotent = { idempotencyKey, operation: 'sales.end-shift', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const shift = await this.shifts.lockUncounted(tx, actor.outletIds, command.shiftId);
      if (shift.state !== 'open') throw shiftNotOpen(shift.state);
      if (operation) await this.histories.takeTurn(tx, operation);
      const endedAt = operation?.occurredAt ?? this.clock.now();

      await this.shifts.end(tx, shift.id, actor.employeeId, endedAt);
      const { id, outletId, drawer } = shift;
      tx.record(shiftEnded({ shiftId: id, outletId, drawer }, endedAt));
      return {
        id,
        outletId,
        drawer,
        state: 'ended' as const,
        businessDate: shiftDay(shift),
        endedBy: actor.employeeId,
        endedAt: endedAt.toISOString(),
      };
    });
  }
}
