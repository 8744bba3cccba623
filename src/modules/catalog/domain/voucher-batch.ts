import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { VOUCHERS_ISSUED, type VouchersIssued } from '../contracts/voucher.events';

/** Vouchers that are issued together, alike but for their codes. */
export interface VoucherBatch {
  readonly id: string;
  readonly promotionId: string | null;
  readonly value: Money | null;
  /** Of each; null: until its value is used up. */
  readonly maxUses: number | null;
  readonly customerId: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Vouchers are the whole business's: they are told on its own stream. */
export function vouchersIssued(
  { id: batchId, value, ...batch }: VoucherBatch,
  count: number,
  occurredAt: Date,
): DomainEvent<typeof VOUCHERS_ISSUED, VouchersIssued> {
  const payload = { batchId, count, ...batch, value: value === null ? null : moneyToJson(value) };
  return { eventId: newId(), type: VOUCHERS_ISSUED, version: 1, outletId: null, occurredAt, payload };
}
