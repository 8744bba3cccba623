import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { VOUCHER_WITHDRAWN, type VoucherWithdrawn } from '../contracts/voucher.events';
import { voucherUsedUp, voucherWithdrawn } from './catalog.errors';

export type NamedVoucher = { readonly id: string } | { readonly code: string };

/** A voucher as far as it has been used. */
export interface UsedVoucher {
  readonly id: string;
  readonly batchId: string;
  readonly promotionId: string | null;
  readonly value: Money | null;
  readonly remaining: Money | null;
  readonly maxUses: number | null;
  readonly uses: number;
  readonly withdrawnAt: Date | null;
}

/** Throws `catalog.voucher-withdrawn` and `catalog.voucher-used-up`. */
export function requireLeft({ withdrawnAt, remaining, maxUses, uses }: UsedVoucher): void {
  if (withdrawnAt !== null) throw voucherWithdrawn();
  if (remaining === 0n || uses === maxUses) throw voucherUsedUp();
}

/** On the business's own stream, and without the code, as it was issued. */
export function voucherWithdrawal(
  { id: voucherId, batchId, promotionId, value, remaining, maxUses, uses }: UsedVoucher,
  reason: string,
  occurredAt: Date,
): DomainEvent<typeof VOUCHER_WITHDRAWN, VoucherWithdrawn> {
  const amounts = { value: inJson(value), remaining: inJson(remaining) };
  const payload = { voucherId, batchId, promotionId, ...amounts, maxUses, uses, reason };
  return { eventId: newId(), type: VOUCHER_WITHDRAWN, version: 1, outletId: null, occurredAt, payload };
}

function inJson(amount: Money | null): number | null {
  return amount === null ? null : moneyToJson(amount);
}
