import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import type { Money } from '../../../kernel/money';
import { type ReceiptMethod, RECEIVABLE_PAID, type ReceivablePaid } from '../contracts/sales.events';
import { debtRole, type PostingLine, TENDER_ROLES } from './posting';

/** Fixture J10. */
export function postReceipt(method: ReceiptMethod, amount: Money, customerId: string | null): PostingLine[] {
  return [
    { role: TENDER_ROLES[method], debit: amount, credit: 0n },
    { role: debtRole(customerId), debit: 0n, credit: amount },
  ];
}

export function receivablePaid(
  payload: ReceivablePaid,
  occurredAt: Date,
): DomainEvent<typeof RECEIVABLE_PAID, ReceivablePaid> {
  return { eventId: newId(), type: RECEIVABLE_PAID, version: 1, outletId: payload.outletId, payload, occurredAt };
}
