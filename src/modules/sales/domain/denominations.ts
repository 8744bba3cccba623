import { moneyToJson, type Money } from '../../../kernel/money';
import { denominationsDiffer, denominationTwice } from './sales.errors';

/** So many notes or coins of one value. */
export interface Denomination {
  readonly value: Money;
  readonly count: bigint;
}

/** Throws `sales.denomination-twice` and `sales.denominations-differ`. */
export function requireDenominationsSum(denominations: readonly Denomination[], countedCash: Money): void {
  const seen = new Set<Money>();
  for (const { value } of denominations) {
    if (seen.has(value)) throw denominationTwice(moneyToJson(value));
    seen.add(value);
  }
  const total = denominations.reduce((cash, { value, count }) => cash + value * count, 0n);
  if (total !== countedCash) throw denominationsDiffer(countedCash, total);
}
