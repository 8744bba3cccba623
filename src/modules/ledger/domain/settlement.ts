import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import type { Money } from '../../../kernel/money';
import { type ClearedMethod, SETTLEMENT_RECORDED, type SettlementRecorded } from '../contracts/ledger.events';

export interface ClearingRoles {
  readonly clearing: string;
  readonly fee: string;
}

/** Where the money of each method waits, and what its fee is: MDR, or a commission. */
export const CLEARING_ROLES: Record<ClearedMethod, ClearingRoles> = {
  card: { clearing: 'CARD_CLEARING', fee: 'PAYMENT_FEE' },
  qris: { clearing: 'QRIS_CLEARING', fee: 'PAYMENT_FEE' },
  delivery_platform: { clearing: 'PLATFORM_CLEARING', fee: 'PLATFORM_FEE' },
};

/** The net in the bank, the fee as the shop's own expense, out of the clearing account (fixtures J07 and J40). */
export function postSettlement(method: ClearedMethod, gross: Money, fee: Money) {
  const roles = CLEARING_ROLES[method];
  return [
    { role: 'BANK', debit: gross - fee, credit: 0n },
    { role: roles.fee, debit: fee, credit: 0n },
    { role: roles.clearing, debit: 0n, credit: gross },
  ];
}

export function settlementRecorded(
  payload: SettlementRecorded,
  occurredAt: Date,
): DomainEvent<typeof SETTLEMENT_RECORDED, SettlementRecorded> {
  return { eventId: newId(), type: SETTLEMENT_RECORDED, version: 1, outletId: payload.outletId, payload, occurredAt };
}
