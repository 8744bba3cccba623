import { allocate, sum, type Money } from '../../../kernel/money';
import type { PaymentMethod } from '../contracts/sales.events';
import type { RefundMethod } from '../contracts/refund.events';
import type { CashRoundingDirection } from './sale-context';
import { noOriginalTender } from './undoing.errors';
import { roundCash } from './settlement';

/** A tender of the sale, and what of it has not gone back yet. */
export interface PaidTender {
  readonly id: string;
  readonly method: PaymentMethod;
  readonly left: Money;
}

export interface RefundTender {
  readonly method: PaymentMethod;
  readonly amount: Money;
  /** The payment of the sale that it undoes; null: given back in another way. */
  readonly originalPaymentId: string | null;
}

export interface RefundTerms {
  /** What the returned items come to. */
  readonly itemsTotal: Money;
  /** Nothing of the sale stays with the customer. */
  readonly isWhole: boolean;
  /** Of the sale's grand total, what has not been refunded. */
  readonly totalLeft: Money;
  /** What the customer still owes of the sale. */
  readonly owed: Money;
  readonly tenders: readonly PaidTender[];
  readonly method: RefundMethod;
  /** What the goods that are taken instead cost; without it, none are. */
  readonly price?: Money;
  readonly cashRoundingStep: Money;
  readonly cashRoundingDirection: CashRoundingDirection;
}

export interface RefundSettlement {
  readonly grandTotal: Money;
  readonly rounding: Money;
  /** What the customer owes less. */
  readonly onAccount: Money;
  readonly tenders: readonly RefundTender[];
}

/**
 * How a refund goes back: a debt shrinks first, then it pays for what is taken instead, and of the rest the cash is rounded to the outlet's step, never to more
 * than is left of what was paid. The last refund of a sale gives what is left of its total, its rounding included.
 */
export function settleRefund(terms: RefundTerms): RefundSettlement {
  const { itemsTotal, isWhole, totalLeft, owed } = terms;
  const due = isWhole || itemsTotal > totalLeft ? totalLeft : itemsTotal;
  const onAccount = due < owed ? due : owed;
  const exchanged = least(due - onAccount, terms.price ?? 0n);
  const tenders = [
    { method: 'exchange' as const, amount: exchanged, originalPaymentId: null },
    ...tendersOf(terms, due - onAccount - exchanged, totalLeft - owed - exchanged),
  ].filter(({ amount }) => amount > 0n);
  const grandTotal = onAccount + sum(tenders.map(({ amount }) => amount));
  return { grandTotal, rounding: grandTotal - itemsTotal, onAccount, tenders };
}

/** `paidLeft`: what was paid, and has not gone back. */
function tendersOf(terms: RefundTerms, rest: Money, paidLeft: Money): RefundTender[] {
  const { method, tenders } = terms;
  if (method === 'store_credit') return [{ method, amount: rest, originalPaymentId: null }];
  if (method === 'cash') return [{ method, amount: cashOf(terms, rest, paidLeft), originalPaymentId: null }];
  const leftOfAll = sum(tenders.map(({ left }) => left));
  if (rest > leftOfAll) throw noOriginalTender(rest, leftOfAll);
  const shares =
    rest === 0n
      ? []
      : allocate(
          rest,
          tenders.map(({ left }) => left),
        );
  const split = shares.map((amount, place) => ({ tender: tenders[place]!, amount }));
  const others = split.filter(({ tender }) => tender.method !== 'cash');
  const othersAmount = sum(others.map(({ amount }) => amount));
  const cash = split.filter(({ tender }) => tender.method === 'cash');
  const cashLeft = least(sum(cash.map(({ tender }) => tender.left)), paidLeft - othersAmount);
  return [
    ...others.map(({ tender, amount }) => ({ method: tender.method, amount, originalPaymentId: tender.id })),
    ...(cash.length === 0
      ? []
      : [{ method: 'cash' as const, amount: cashOf(terms, rest - othersAmount, cashLeft), originalPaymentId: null }]),
  ];
}

function cashOf({ cashRoundingStep, cashRoundingDirection }: RefundTerms, amount: Money, most: Money): Money {
  const rounded = roundCash(amount, cashRoundingStep, cashRoundingDirection);
  return rounded <= most ? rounded : roundCash(most, cashRoundingStep, 'down');
}

function least(a: Money, b: Money): Money {
  return a < b ? a : b;
}
