import type { Money } from '../../../kernel/money';
import { moveCash } from './cash-movement';
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
  return [...moveCash('CASH_VARIANCE', 'CASH_DRAWER', short), ...moveCash('CASH_DRAWER', 'CASH_VARIANCE', over)];
}

/** What was counted goes into the safe: between two shifts a drawer is empty (ADR 0018). */
export function emptyDrawer({ countedCash }: DrawerCount): PostingLine[] {
  return moveCash('CASH_SAFE', 'CASH_DRAWER', countedCash);
}
