import type { Money } from '../../../kernel/money';
import type { PostingLine } from './posting';

export interface DrawerCount {
  readonly expectedCash: Money;
  readonly countedCash: Money;
  /** Of the two at most one is above zero. */
  readonly over: Money;
  readonly short: Money;
}

export function countDrawer(expectedCash: Money, countedCash: Money): DrawerCount {
  const difference = countedCash - expectedCash;
  return {
    expectedCash,
    countedCash,
    over: difference > 0n ? difference : 0n,
    short: difference < 0n ? -difference : 0n,
  };
}

/** What is short is a loss and what is over a gain, on the same account (fixture J37 and its mirror). */
export function postDrawerCount({ over, short }: DrawerCount): PostingLine[] {
  if (short > 0n) {
    return [
      { role: 'CASH_VARIANCE', debit: short, credit: 0n },
      { role: 'CASH_DRAWER', debit: 0n, credit: short },
    ];
  }
  if (over > 0n) {
    return [
      { role: 'CASH_DRAWER', debit: over, credit: 0n },
      { role: 'CASH_VARIANCE', debit: 0n, credit: over },
    ];
  }
  return [];
}
