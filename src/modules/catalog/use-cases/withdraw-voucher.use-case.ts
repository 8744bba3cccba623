import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { voucherNotFound } from '../domain/catalog.errors';
import { type NamedVoucher, requireLeft, voucherWithdrawal } from '../domain/voucher-withdrawal';
import { VouchersQuery, type VoucherView } from '../queries/vouchers.query';
import { VoucherStore } from '../store/voucher.store';

export interface WithdrawVoucherCommand {
  readonly voucher: NamedVoucher;
  readonly reason: string;
}

/** Ends a voucher before it is used up: a sale that is using it is waited for, and the next is refused. */
@Injectable()
export class WithdrawVoucherUseCase {
  constructor(
    private readonly database: Database,
    private readonly vouchers: VoucherStore,
    private readonly views: VouchersQuery,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, command: WithdrawVoucherCommand, idempotencyKey: string): Promise<Answer<VoucherView>> {
    const { reason } = command;
    const idempotent = { idempotencyKey, operation: 'catalog.withdraw-voucher', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const voucher = await this.vouchers.lock(tx, command.voucher);
      if (!voucher) throw voucherNotFound();
      requireLeft(voucher);
      const at = this.clock.now();
      await this.vouchers.withdraw(tx, voucher.id, { reason, by: actor.employeeId, at });
      tx.record(voucherWithdrawal(voucher, reason, at));
      return this.views.get(tx, voucher.id);
    });
  }
}
