import type { Money } from '../../../kernel/money';
import type { PaidBackFrom, RefundReason, RefundState } from '../contracts/refund.events';
import { backOff } from './intent';

/** Money that a provider is to give back. */
export interface OwedRefund {
  readonly id: string;
  readonly intentId: string;
  readonly amount: Money;
  readonly reason: RefundReason;
  /** What it is for, which has it once: the intent, or the document that undid the sale. */
  readonly sourceId: string;
  readonly attempts: number;
}

export interface RefundChange {
  readonly state: RefundState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly lastError: string | null;
  readonly reference: string | null;
}

/** By then two hours have passed, and somebody must look. */
const ATTEMPTS_MAX = 12;
const BACK_OFF_MS_MAX = 3_600_000;
const ERROR_LENGTH_MAX = 500;

export type RefundNews =
  { readonly kind: 'made'; readonly reference: string } | { readonly kind: 'refused' | 'away'; readonly error: string };

export function hearOfRefund({ attempts }: OwedRefund, news: RefundNews, at: Date): RefundChange {
  const made = attempts + 1;
  if (news.kind === 'made') {
    return { state: 'made', attempts: made, nextAttemptAt: null, lastError: null, reference: news.reference };
  }
  const isDead = news.kind === 'refused' || made >= ATTEMPTS_MAX;
  return {
    state: isDead ? 'dead' : 'due',
    attempts: made,
    nextAttemptAt: isDead ? null : new Date(at.getTime() + backOff(made, BACK_OFF_MS_MAX)),
    lastError: news.error.slice(0, ERROR_LENGTH_MAX),
    reference: null,
  };
}

/** A side of a journal entry by the system role of its account. */
export interface PaidBackPosting {
  readonly debitRole: string;
  readonly creditRole: string;
}

/**
 * Whatever the shop pays in the provider's stead the provider still has, and settles with the shop: it is to come by the
 * clearing account of the method. Null where the provider has paid: then the books have had it from the void or the refund
 * on, and money that nothing was sold for never was in them.
 */
export function postPaidBack(clearingRole: string, paidFrom: PaidBackFrom): PaidBackPosting | null {
  if (paidFrom === 'provider') return null;
  return { debitRole: clearingRole, creditRole: paidFrom === 'bank' ? 'BANK' : 'CASH_SAFE' };
}
