import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { Tx } from '../../../platform/database/tx';
import { Approvals } from '../../identity';
import { approvalNeedOf, cashMovement, type MovedCash, movedCash } from '../domain/cash-movement';
import { cashMoved } from '../domain/shift-events';
import { DrawerStore } from '../store/drawer.store';
import type { MoveCashCommand } from './move-cash.command';

/** Opens the drawer by hand: cash goes in, cash goes out, or nothing moves; and somebody says why. */
@Injectable()
export class MoveCashUseCase {
  constructor(
    private readonly database: Database,
    private readonly approvals: Approvals,
    private readonly drawers: DrawerStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: MoveCashCommand, idempotencyKey: string): Promise<Answer<MovedCash>> {
    const { shiftId, reason } = command;
    const movement = cashMovement(command.kind, command.amount, command.counterRole);
    const idempotent = { idempotencyKey, operation: 'sales.move-cash', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const approvedBy = await this.approve(tx, actor, command);
      const shift = await this.drawers.requireOpen(tx, shiftId);
      const moved = movedCash(shiftId, movement, { id: newId(), reason, approvedBy });
      await this.drawers.book(tx, shift, {
        ...movement,
        ...moved,
        amount: movement.amount,
        recordedBy: actor.employeeId,
      });
      tx.record(cashMoved(moved, shift.outletId, this.clock.now()));
      return moved;
    });
  }

  /** Who answers for it; null for what anyone at the till may do. */
  private async approve(tx: Tx, actor: Actor, command: MoveCashCommand): Promise<string | null> {
    const need = approvalNeedOf(command, await this.drawers.limitOf(tx, actor.outletIds, command.shiftId));
    return need && this.approvals.answerFor(tx, actor, need);
  }
}
