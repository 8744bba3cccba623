import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { Database, writerOf } from '../../../platform/database/database';
import type { Tx } from '../../../platform/database/tx';
import { Approvals } from '../../identity';
import { approvalNeedOf, cashMovement, type MovedCash, movedCash } from '../domain/cash-movement';
import { keyOfOperation, type OfflineOperation } from '../domain/offline-operation';
import { lateShiftBeingCounted } from '../domain/sales.errors';
import { cashMoved } from '../domain/shift-events';
import { raising, type SyncException } from '../domain/sync-exception';
import { DeviceHistoryStore } from '../store/device-history.store';
import { DrawerStore } from '../store/drawer.store';
import { LateShifts } from '../store/late-shifts.store';
import type { MoveCashCommand } from './move-cash.command';

const ATTEMPTS_MAX = 5;

interface Told {
  readonly command: MoveCashCommand;
  readonly exceptions: readonly SyncException[];
  /** Nobody answers for it. */
  readonly unapproved: boolean;
  /** The day in the books, where that of its shift is closed. */
  readonly effectiveDate: string | null;
}

/** Books cash that was moved while its till was offline: it is not refused, what speaks against it is told. */
@Injectable()
export class BookOfflineMovementUseCase {
  constructor(
    private readonly database: Database,
    private readonly approvals: Approvals,
    private readonly drawers: DrawerStore,
    private readonly histories: DeviceHistoryStore,
    private readonly lateShifts: LateShifts,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: MoveCashCommand,
    operation: OfflineOperation,
    exceptions: readonly SyncException[],
  ): Promise<Answer<MovedCash>> {
    let told: Told = { command, exceptions, unapproved: false, effectiveDate: null };
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      try {
        return await this.book(actor, told, operation);
      } catch (refusal) {
        told = await this.allowFor(refusal, actor, told, operation);
      }
    }
    throw lateShiftBeingCounted(operation.drawer);
  }

  private book(actor: Actor, told: Told, operation: OfflineOperation): Promise<Answer<MovedCash>> {
    const { command, exceptions, effectiveDate } = told;
    const { id, hash, occurredAt } = operation;
    const movement = cashMovement(command.kind, command.amount, command.counterRole);
    const idempotent = {
      idempotencyKey: keyOfOperation(id),
      operation: 'sales.move-cash',
      requestHash: Buffer.from(hash, 'hex'),
    };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const approvedBy = told.unapproved ? null : await this.approve(tx, actor, command);
      const shift = await this.drawers.requireOpen(tx, command.shiftId);
      await this.histories.takeTurn(tx, operation, exceptions);
      const moved = movedCash(shift.id, movement, { id, reason: command.reason, approvedBy });
      const booked = { ...movement, ...moved, amount: movement.amount, recordedBy: actor.employeeId };
      await this.drawers.book(tx, { ...shift, businessDate: effectiveDate ?? shift.businessDate }, booked);
      tx.record(cashMoved(moved, shift.outletId, occurredAt));
      return moved;
    });
  }

  private async approve(tx: Tx, actor: Actor, command: MoveCashCommand): Promise<string | null> {
    const need = approvalNeedOf(command, await this.drawers.limitOf(tx, actor.outletIds, command.shiftId));
    return need && this.approvals.answerFor(tx, actor, need);
  }

  /** The movement such that what has just refused it does so no more. Throws what cannot be helped. */
  private async allowFor(refusal: unknown, actor: Actor, told: Told, operation: OfflineOperation): Promise<Told> {
    const { command, exceptions } = told;
    const { shiftId, kind, approval = null } = command;
    const code = refusal instanceof DomainError ? refusal.code : '';
    switch (code) {
      case 'auth.approval-required':
      case 'identity.approval-invalid': {
        const facts = { kind, approval, approvalCode: code };
        return { ...told, unapproved: true, exceptions: raising(exceptions, 'not-entitled', facts) };
      }
      case 'sales.shift-not-open':
      case 'sales.shift-not-found': {
        const lateShiftId = await this.lateShifts.insteadOf(shiftId, actor, operation);
        const facts = { shiftId, lateShiftId, code };
        const late = { ...command, shiftId: lateShiftId };
        return { ...told, command: late, exceptions: raising(exceptions, 'late-shift', facts) };
      }
      case 'ledger.period-closed': {
        const effectiveDate = await this.lateShifts.dayAt(actor.businessId, operation.outletId, this.clock.now());
        if (effectiveDate === told.effectiveDate) throw refusal;
        return { ...told, effectiveDate, exceptions: raising(exceptions, 'period-closed', { effectiveDate }) };
      }
      default:
        throw refusal;
    }
  }
}
