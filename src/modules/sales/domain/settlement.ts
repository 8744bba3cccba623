import { divideHalfUp, MONEY_MAX, sum, type Money } from '../../../kernel/money';
import type { Tender } from './cart';
import { amountTooLarge, changeBeyondCash, paymentShort } from './sales.errors';

export interface SettledPayment extends Tender {
  readonly change: Money;
  /** What it settles: tendered less change. */
  readonly settled: Money;
}

export interface Settlement {
  readonly payments: readonly SettledPayment[];
  readonly rounding: Money;
  readonly grandTotal: Money;
  readonly paid: Money;
  readonly change: Money;
}

/**
 * Applies the tenders to the total. What is left for cash is rounded to the outlet's step, half up and once
 * (Permendag 35/M-DAG/PER/7/2013); change comes out of cash only.
 */
export function settle(total: Money, tenders: readonly Tender[], cashRoundingStep: Money): Settlement {
  const cash = sum(tenders.filter(isCash).map((tender) => tender.amount));
  const notCash = sum(tenders.filter((tender) => !isCash(tender)).map((tender) => tender.amount));
  const paid = cash + notCash;
  if (paid > MONEY_MAX) throw amountTooLarge();
  const leftForCash = total - notCash;
  if (leftForCash < 0n) throw changeBeyondCash(total, paid);

  const cashDue = cash > 0n ? divideHalfUp(leftForCash, cashRoundingStep) * cashRoundingStep : leftForCash;
  const grandTotal = notCash + cashDue;
  if (paid < grandTotal) throw paymentShort(grandTotal, paid);
  const change = paid - grandTotal;
  return { payments: giveChange(tenders, change), rounding: grandTotal - total, grandTotal, paid, change };
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
