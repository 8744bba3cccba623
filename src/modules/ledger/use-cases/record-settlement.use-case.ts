import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { ClearedMethod } from '../contracts/ledger.events';
import { settlementExceedsClearing, settlementFeeTooLarge, settlementInFuture } from '../domain/ledger.errors';
import { settlementRecorded } from '../domain/settlement';
import { todayOf } from '../domain/today';
import { SettlementStore } from '../store/settlement.store';

export interface RecordSettlementCommand {
  readonly outletId: string;
  readonly method: ClearedMethod;
  readonly gross: Money;
  readonly fee: Money;
  readonly settledOn: string;
  readonly reference: string | null;
}

export interface RecordedSettlement {
  readonly settlementId: string;
  readonly gross: number;
  readonly fee: number;
  readonly net: number;
  readonly stillToCome: number;
  readonly ledgerEntryId: string;
}

/** Books what a bank or a platform paid out, less its fee, against what customers had paid it. */
@Injectable()
export class RecordSettlementUseCase {
  constructor(
    private readonly database: Database,
    private readonly settlements: SettlementStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: RecordSettlementCommand,
    idempotencyKey: string,
  ): Promise<Answer<RecordedSettlement>> {
    const { outletId, method, gross, fee, settledOn } = command;
    requireWorkplace(actor, outletId);
    const now = this.clock.now();
    if (fee > gross) throw settlementFeeTooLarge(gross, fee);
    if (settledOn > todayOf(now)) throw settlementInFuture(settledOn);
    const idempotent = { idempotencyKey, operation: 'ledger.record-settlement', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const open = await this.settlements.lockClearing(tx, method);
      if (gross > open) throw settlementExceedsClearing(gross, open);
      const settlement = { id: newId(), ...command, recordedBy: actor.employeeId };
      const ledgerEntryId = await this.settlements.add(tx, settlement);
      const amounts = { gross: moneyToJson(gross), fee: moneyToJson(fee) };
      tx.record(settlementRecorded({ settlementId: settlement.id, outletId, method, ...amounts, settledOn }, now));
      return {
        settlementId: settlement.id,
        ...amounts,
        net: moneyToJson(gross - fee),
        stillToCome: moneyToJson(open - gross),
        ledgerEntryId,
      };
    });
  }
}
