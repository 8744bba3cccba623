import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Database, writerOf } from '../../../platform/database/database';
import { refundAnswer } from '../domain/refund-answer';
import { type PreviewedRefund, type RefundCommand, RefundDesk } from '../store/refund-desk.store';

/** Plays a refund through and rolls it back: what would go back, and how. Nobody has to answer for it. */
@Injectable()
export class PreviewRefundUseCase {
  constructor(
    private readonly database: Database,
    private readonly refunds: RefundDesk,
  ) {}

  execute(actor: Actor, command: RefundCommand): Promise<PreviewedRefund> {
    return this.database.rehearse(writerOf(actor), async (tx) => {
      const { plan, written } = await this.refunds.refund(tx, actor, command, { rehearsed: true });
      const { receiptNumber, ledgerEntryId, stockEffect } = written;
      return {
        ...refundAnswer(plan),
        ...{ receiptNumber, ledgerEntryId, stockEffect },
        dryRun: true as const,
        journalPreview: await this.refunds.journalOf(tx, ledgerEntryId),
      };
    });
  }
}
