import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { Tx } from '../../../platform/database/tx';
import { type ApprovableAction, Approvals } from '../../identity';
import type { CashMovementKind, CounterRole } from '../contracts/drawer.events';
import { cashMovement, postCashMovement } from '../domain/cash-movement';
import type { OfflineOperation } from '../domain/offline-operation';
import { cashMoved } from '../domain/shift-events';
import { DeviceHistoryStore } from '../store/device-history.store';
import { DrawerStore } from '../store/drawer.store';

export interface MoveCashCommand {
  readonly shiftId: string;
  readonly kind: CashMovementKind;
  readonly amount: Money;
  readonly reason: string;
  /** The usual one of the kind where it is not said. */
  readonly counterRole?: CounterRole | undefined;
  readonly approval?: string | undefined;
}

export interface MovedCash {
  readonly id: string;
  readonly shiftId: string;
  readonly kind: CashMovementKind;
  readonly amount: number;
  readonly counterRole: CounterRole | null;
  readonly reason: string;
  readonly approvedBy: string | null;
}

const ACTIONS: Record<CashMovementKind, ApprovableAction> = {
  paid_in: 'drawer.paid-in',
  paid_out: 'drawer.paid-out',
  cash_drop: 'drawer.cash-drop',
  no_sale: 'drawer.no-sale',
};

/** Opens the drawer by hand: cash goes in, cash goes out, or nothing moves; and somebody says why. */
@Injectable()
export class MoveCashUseCase {
  constructor(
    private readonly database: Database,
    private readonly approvals: Approvals,
    private readonly drawers: DrawerStore,
    private readonly histories: DeviceHistoryStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: MoveCashCommand,
    idempotencyKey: string,
    operation: OfflineOperation | null = null,
  ): Promise<Answer<MovedCash>> {
    const { shiftId, reason } = command;
    const movement = cashMovement(command.kind, command.amount, command.counterRole);
    const idempotent = { idempotencyKey, operation: 'sales.move-cash', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const approvedBy = await this.approve(tx, actor, command);
      const shift = await this.drawers.requireOpen(tx, shiftId);
      if (operation) await this.histories.takeTurn(tx, operation);
      const id = newId();
      await this.drawers.post(tx, shift, actor.employeeId, {
        sourceType: 'cash-movement',
        sourceId: id,
        description: reason,
        lines: postCashMovement(movement),
      });
      await this.drawers.move(tx, shiftId, { ...movement, id, reason, approvedBy, recordedBy: actor.employeeId });

      const { kind, counterRole } = movement;
      const moved = { shiftId, kind, amount: moneyToJson(movement.amount), counterRole, reason, approvedBy };
      tx.record(
        cashMoved({ movementId: id, outletId: shift.outletId, ...moved }, operation?.occurredAt ?? this.clock.now()),
      );
      return { id, ...moved };
    });
  }

  /** Who answers for it; null for what anyone at the till may do. */
  private async approve(tx: Tx, actor: Actor, command: MoveCashCommand): Promise<string | null> {
    const { kind, amount, shiftId, approval } = command;
    const limit = await this.drawers.limitOf(tx, actor.outletIds, shiftId);
    // A drawer that opens for no reason of the till is where cash goes missing: there is no amount too small.
    if (kind !== 'no_sale' && amount <= limit) return null;
    return this.approvals.answerFor(tx, actor, { action: ACTIONS[kind], subjectId: shiftId, approval });
  }
}
