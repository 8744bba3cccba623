import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { billResumed } from '../domain/held-bill-events';
import { heldBillExpired, heldBillResumed } from '../domain/sales.errors';
import { type HeldBill, HeldBillsQuery } from '../queries/held-bills.query';
import { HeldBillStore } from '../store/held-bill.store';

export interface ResumeHeldBillCommand {
  readonly heldBillId: string;
}

/** Gives a held bill back to one till, whichever asks first. */
@Injectable()
export class ResumeHeldBillUseCase {
  constructor(
    private readonly database: Database,
    private readonly bills: HeldBillStore,
    private readonly views: HeldBillsQuery,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, command: ResumeHeldBillCommand, idempotencyKey: string): Promise<Answer<HeldBill>> {
    const { heldBillId } = command;
    const idempotent = { idempotencyKey, operation: 'sales.resume-held-bill', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const now = this.clock.now();
      const { outletId, tableId } = await this.views.require(tx, actor, heldBillId);
      const isOurs = await this.bills.resume(tx, heldBillId, actor.employeeId, now);
      const bill = await this.views.require(tx, actor, heldBillId);
      if (!isOurs) throw bill.state === 'resumed' ? heldBillResumed() : heldBillExpired();
      tx.record(billResumed({ heldBillId, outletId, tableId }, now));
      return bill;
    });
  }
}
