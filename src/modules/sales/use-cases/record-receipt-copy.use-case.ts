import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { receiptCopied } from '../domain/receipt-events';
import { SoldTransactionQuery } from '../queries/sold-transaction.query';
import { ReceiptCopyStore } from '../store/receipt-copy.store';

export interface RecordReceiptCopyCommand {
  readonly transactionId: string;
}

export interface RecordedReceiptCopy {
  readonly transactionId: string;
  readonly receiptNumber: string;
  readonly copyNumber: number;
  readonly printedBy: string;
}

/** Notes that a receipt is printed again, by whom and how often by now. */
@Injectable()
export class RecordReceiptCopyUseCase {
  constructor(
    private readonly database: Database,
    private readonly sales: SoldTransactionQuery,
    private readonly copies: ReceiptCopyStore,
    private readonly clock: Clock,
  ) {}

  execute(
    actor: Actor,
    command: RecordReceiptCopyCommand,
    idempotencyKey: string,
  ): Promise<Answer<RecordedReceiptCopy>> {
    const idempotent = { idempotencyKey, operation: 'sales.record-receipt-copy', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const { transactionId } = command;
      const { receiptNumber, outletId } = await this.sales.require(tx, actor, transactionId);
      const copyNumber = await this.copies.record(tx, newId(), transactionId, actor.employeeId);
      tx.record(receiptCopied({ transactionId, outletId, receiptNumber, copyNumber }, this.clock.now()));
      return { transactionId, receiptNumber, copyNumber, printedBy: actor.employeeId };
    });
  }
}
