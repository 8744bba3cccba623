import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { refundAnswer, type RefundedTransaction } from '../domain/refund-answer';
import { type RefundCommand, RefundDesk } from '../store/refund-desk.store';

export type { RefundCommand } from '../store/refund-desk.store';

/** Gives money back for goods of a sale that come back, never more than was sold and paid. */
@Injectable()
export class RefundTransactionUseCase {
  constructor(
    private readonly database: Database,
    private readonly refunds: RefundDesk,
  ) {}

  execute(actor: Actor, command: RefundCommand, idempotencyKey: string): Promise<Answer<RefundedTransaction>> {
    const idempotent = { idempotencyKey, operation: 'sales.refund-transaction', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const { plan, written } = await this.refunds.refund(tx, actor, command);
      const { receiptNumber, ledgerEntryId } = written;
      return { ...refundAnswer(plan), receiptNumber, ledgerEntryId };
    });
  }
}
