import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { type VoucherBatch, vouchersIssued } from '../domain/voucher-batch';
import { VoucherStore } from '../store/voucher.store';

export interface IssueVouchersCommand extends Omit<VoucherBatch, 'id'> {
  /** How many, each with a code of its own making; null: the one that is called so. */
  readonly codes: { readonly count: number } | { readonly code: string };
}

export interface IssuedVouchers {
  readonly batchId: string;
  readonly vouchers: readonly { readonly voucherId: string; readonly code: string }[];
}

/** Issues vouchers of a promotion or of a value. */
@Injectable()
export class IssueVouchersUseCase {
  constructor(
    private readonly database: Database,
    private readonly vouchers: VoucherStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, command: IssueVouchersCommand, idempotencyKey: string): Promise<Answer<IssuedVouchers>> {
    const { codes, ...terms } = command;
    const idempotent = { idempotencyKey, operation: 'catalog.issue-vouchers', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const batch = { id: newId(), ...terms };
      const issued =
        'code' in codes
          ? await this.vouchers.issueNamed(tx, batch, codes.code)
          : await this.vouchers.issue(tx, batch, codes.count);
      tx.record(vouchersIssued(batch, issued.length, this.clock.now()));
      return { batchId: batch.id, vouchers: issued };
    });
  }
}
