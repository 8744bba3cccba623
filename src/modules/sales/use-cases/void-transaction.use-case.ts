import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { moneyToJson } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { Approvals } from '../../identity';
import type { OfflineOperation } from '../domain/offline-operation';
import { requireVoidable, transactionVoided } from '../domain/voiding';
import { DeviceHistoryStore } from '../store/device-history.store';
import { UndoingStore } from '../store/undoing.store';

export interface VoidTransactionCommand {
  readonly transactionId: string;
  readonly reason: string;
  readonly approval?: string | undefined;
}

export interface VoidedTransaction {
  readonly transactionId: string;
  readonly receiptNumber: string;
  readonly outletId: string;
  readonly shiftId: string;
  readonly status: 'voided';
  readonly grandTotal: number;
  readonly reason: string;
  readonly voidedBy: string;
  readonly approvedBy: string;
  readonly voidedAt: string;
  readonly ledgerEntryId: string | null;
}

/** Annuls a sale in its own, still open shift: money, stock, balances and journal are undone together. */
@Injectable()
export class VoidTransactionUseCase {
  constructor(
    private readonly database: Database,
    private readonly approvals: Approvals,
    private readonly undoing: UndoingStore,
    private readonly histories: DeviceHistoryStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: VoidTransactionCommand,
    idempotencyKey: string,
    operation: OfflineOperation | null = null,
  ): Promise<Answer<VoidedTransaction>> {
    const { transactionId, reason, approval } = command;
    const { employeeId } = actor;
    const idempotent = { idempotencyKey, operation: 'sales.void-transaction', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const need = { action: 'sale.void', subjectId: transactionId, approval } as const;
      const approvedBy = await this.approvals.answerFor(tx, actor, need);
      const sale = await this.undoing.lock(tx, actor, transactionId);
      requireVoidable(sale);
      await this.undoing.requireOpenShift(tx, sale); // what is counted stays counted
      if (operation) await this.histories.takeTurn(tx, operation);
      const voiding = { reason, voidedBy: employeeId, approvedBy, voidedAt: operation?.occurredAt ?? this.clock.now() };

      await this.undoing.giveBalancesBack(tx, sale);
      await this.undoing.putBackGoods(tx, sale, voiding.voidedAt);
      const ledgerEntryId = await this.undoing.reverseEntry(tx, sale, voiding);
      await this.undoing.takeOutOfShift(tx, sale, voiding);
      await this.undoing.recordVoid(tx, sale, voiding, ledgerEntryId);
      tx.record(transactionVoided(sale, voiding));

      const { receiptNumber, outletId, shiftId } = sale;
      return {
        ...{ transactionId, receiptNumber, outletId, shiftId },
        ...{ ...voiding, voidedAt: voiding.voidedAt.toISOString() },
        status: 'voided' as const,
        grandTotal: moneyToJson(sale.grandTotal),
        ledgerEntryId,
      };
    });
  }
}
