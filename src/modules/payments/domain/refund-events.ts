import { newId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import {
  type PaidBackFrom,
  REFUND_CLOSED,
  REFUND_GIVEN_UP,
  REFUND_MADE,
  REFUND_OWED,
  REFUND_RETRIED,
  type RefundClosed,
  type RefundGivenUp,
  type RefundMade,
  type RefundOwed,
  type RefundRetried,
} from '../contracts/refund.events';
import type { OwedRefund } from './refund';

type Known = Pick<OwedRefund, 'id' | 'intentId' | 'amount' | 'reason'>;

function facts({ id, intentId, amount, reason }: Known, outletId: string) {
  return { refundId: id, intentId, outletId, amount: moneyToJson(amount), reason };
}

export function refundOwed(refund: Known, outletId: string, occurredAt: Date) {
  const payload: RefundOwed = facts(refund, outletId);
  return { eventId: newId(), type: REFUND_OWED, version: 1, outletId, payload, occurredAt };
}

export function refundMade(refund: Known, outletId: string, reference: string, occurredAt: Date) {
  const payload: RefundMade = { ...facts(refund, outletId), reference };
  return { eventId: newId(), type: REFUND_MADE, version: 1, outletId, payload, occurredAt };
}

export function refundGivenUp(refund: Known, outletId: string, error: string, occurredAt: Date) {
  const payload: RefundGivenUp = { ...facts(refund, outletId), error };
  return { eventId: newId(), type: REFUND_GIVEN_UP, version: 1, outletId, payload, occurredAt };
}

export function refundRetried(refund: Known, outletId: string, attempts: number, occurredAt: Date) {
  const payload: RefundRetried = { ...facts(refund, outletId), attempts };
  return { eventId: newId(), type: REFUND_RETRIED, version: 1, outletId, payload, occurredAt };
}

export function refundClosed(
  refund: Known,
  outletId: string,
  { paidFrom, reason }: { readonly paidFrom: PaidBackFrom; readonly reason: string },
  occurredAt: Date,
) {
  const payload: RefundClosed = { ...facts(refund, outletId), paidFrom, closedReason: reason };
  return { eventId: newId(), type: REFUND_CLOSED, version: 1, outletId, payload, occurredAt };
}
