import { divideHalfUp, MONEY_MAX, sum, type Money } from '../../../kernel/money';
import type { PaymentStatus } from '../contracts/sales.events';
import type { Tender } from './cart';
import type { CashRoundingDirection } from './sale-context';
import { amountTooLarge, changeBeyondCash, paymentShort, tipOnAccount } from './sales.errors';

export interface SettledPayment extends Tender {
  readonly change: Money;
  /** What it settles: tendered less change. */
  readonly settled: Money;
}

export interface SettlementTerms {
  /** For the staff, on top of the total. */
  readonly tip?: Money;
  /** What the tenders leave open may be owed. */
  readonly mayOwe?: boolean;
}

export interface Settlement {
  readonly payments: readonly SettledPayment[];
  readonly rounding: Money;
  readonly grandTotal: Money;
  /** Beside the grand total: it is neither revenue nor taxed. */
  readonly tip: Money;
  readonly paid: Money;
  readonly change: Money;
  /** What the customer still owes. */
  readonly onAccount: Money;
}

/**
 * Applies the tenders to the total. What is left for cash is rounded to the outlet's step, once
 * (Permendag 35/M-DAG/PER/7/2013); change comes out of cash only.
 */
export function settle(
  total: Money,
  tenders: readonly Tender[],
  cashRoundingStep: Money,
  direction: CashRoundingDirection = 'nearest',
  { tip = 0n, mayOwe = false }: SettlementTerms = {},
): Settlement {
  const cash = sum(tenders.filter(isCash).map((tender) => tender.amount));
  const notCash = sum(tenders.filter((tender) => !isCash(tender)).map((tender) => tender.amount));
  const paid = cash + notCash;
  const due = total + tip;
  if (paid > MONEY_MAX || due > MONEY_MAX / 2n) throw amountTooLarge();
  const leftForCash = due - notCash;
  if (leftForCash < 0n) throw changeBeyondCash(due, paid);

  const cashDue = cash > 0n ? roundCash(leftForCash, cashRoundingStep, direction) : leftForCash;
  if (cash < cashDue) {
    if (!mayOwe || paid >= due) throw paymentShort(notCash + cashDue, paid);
    if (tip > 0n) throw tipOnAccount();
    const payments = giveChange(tenders, 0n);
    return { payments, rounding: 0n, grandTotal: total, tip, paid, change: 0n, onAccount: due - paid };
  }
  const rounding = cashDue - leftForCash;
  const change = cash - cashDue;
  const payments = giveChange(tenders, change);
  return { payments, rounding, grandTotal: total + rounding, tip, paid, change, onAccount: 0n };
}

/** By what has been paid of a document and what of it is still owed. */
export function paymentStatusOf(paid: Money, owed: Money): PaymentStatus {
  if (owed === 0n) return 'paid';
  return paid > 0n ? 'partial' : 'unpaid';
}

export function roundCash(amount: Money, step: Money, direction: CashRoundingDirection): Money {
  return direction === 'down' ? amount - (amount % step) : divideHalfUp(amount, step) * step;
}

function isCash(tender: Tender): boolean {
  return tender.method === 'cash';
}

/** From the last cash tender backwards. */
function giveChange(tenders: readonly Tender[], change: Money): SettledPayment[] {
  let left = change;
  return tenders
    .toReversed()
    .map((tender) => {
      const given = !isCash(tender) || left === 0n ? 0n : left < tender.amount ? left : tender.amount;
      left -= given;
      return { ...tender, change: given, settled: tender.amount - given };
    })
    .toReversed();
}
