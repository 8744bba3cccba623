import { allocate, sum, type Money } from '../../../kernel/money';
import { applyRate, type RateBps } from '../../../kernel/rate';
import type { DiscountedLine } from './discounts';
import { fits } from './promotion-goods';
import type { PromotionPartTerms } from './sale-context';

const ONE = 10_000n;

/** Whole pieces of a line; a pack has a price of its own, and is in no set. */
interface Pieces {
  readonly place: number;
  readonly line: DiscountedLine;
  readonly count: bigint;
}

/** Buy so many, get so many at a rate off: as many times as the cart has both, and what is got is the cheapest. */
export function freeOf(
  lines: readonly DiscountedLine[],
  buy: PromotionPartTerms,
  get: PromotionPartTerms,
  rateBps: RateBps,
): readonly Money[] {
  const bought = piecesOf(lines, (line) => fits(line, buy));
  const got = piecesOf(lines, (line) => fits(line, get));
  const either = piecesOf(lines, (line) => fits(line, buy) || fits(line, get));
  const sets = least([
    countOf(bought) / BigInt(buy.quantity),
    countOf(got) / BigInt(get.quantity),
    countOf(either) / BigInt(buy.quantity + get.quantity),
  ]);
  let free = sets * BigInt(get.quantity);
  // Goods that may be bought and may be got: so many of them are not needed to be bought.
  let spare = countOf(bought) - sets * BigInt(buy.quantity);
  const amounts = lines.map(() => 0n);
  for (const { place, line, count } of got.sort(byPrice)) {
    const taken = least([count, free, fits(line, buy) ? spare : count]);
    if (fits(line, buy)) spare -= taken;
    free -= taken;
    amounts[place] = applyRate(worth(line, taken), rateBps);
  }
  return amounts;
}

/** So many of each part for one price, as many times as the cart has them all; the dearest are in it. */
export function bundled(
  lines: readonly DiscountedLine[],
  parts: readonly PromotionPartTerms[],
  price: Money,
): readonly Money[] {
  const partOf = (line: DiscountedLine) => parts.find((part) => fits(line, part));
  const byPart = parts.map((part) => ({ part, pieces: piecesOf(lines, (line) => partOf(line) === part) }));
  const bundles = least(byPart.map(({ part, pieces }) => countOf(pieces) / BigInt(part.quantity)));
  const values = lines.map(() => 0n);
  for (const { part, pieces } of byPart) {
    let wanted = bundles * BigInt(part.quantity);
    for (const { place, line, count } of pieces.sort(byPrice).toReversed()) {
      const taken = least([count, wanted]);
      wanted -= taken;
      values[place] = worth(line, taken);
    }
  }
  const saved = sum(values) - bundles * price;
  return saved > 0n ? allocate(saved, values) : lines.map(() => 0n);
}

function piecesOf(lines: readonly DiscountedLine[], isWanted: (line: DiscountedLine) => boolean): Pieces[] {
  return lines
    .map((line, place) => ({ line, place, count: line.unit ? 0n : line.quantity / ONE }))
    .filter(({ line, count }) => count > 0n && isWanted(line));
}

function countOf(pieces: readonly Pieces[]): bigint {
  return sum(pieces.map(({ count }) => count));
}

/** What is left to pay of some pieces of a line, rounded down. */
function worth({ net, quantity }: DiscountedLine, count: bigint): Money {
  return (net * count * ONE) / quantity;
}

function byPrice({ line: a, place }: Pieces, { line: b, place: other }: Pieces): number {
  const difference = a.net * b.quantity - b.net * a.quantity;
  return difference === 0n ? place - other : difference < 0n ? -1 : 1;
}

function least(numbers: readonly bigint[]): bigint {
  return numbers.reduce((low, number) => (number < low ? number : low));
}
