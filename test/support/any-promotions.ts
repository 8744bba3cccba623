import fc from 'fast-check';
import type { PromotionTerms } from '../../src/modules/sales/domain/sale-context';
import { partTerms, promotionTerms } from './sale-terms';

const money = fc.oneof(fc.bigInt({ min: 1n, max: 50n }), fc.bigInt({ min: 1n, max: 2n ** 40n }));
const rate = fc.integer({ min: 1, max: 10_000 });

const part = (productIds: string[]) =>
  fc
    .record({
      quantity: fc.integer({ min: 1, max: 4 }),
      productIds: fc.subarray(productIds),
      categoryIds: fc.subarray(['category 0', 'category 1', 'category 2'], { maxLength: 2 }),
    })
    .map(partTerms);

/** What it takes off: of each kind, and of whichever goods. */
const gift = (productIds: string[]): fc.Arbitrary<Partial<PromotionTerms>> => {
  const one = fc.tuple(part(productIds));
  const maxAmount = fc.option(money);
  return fc.oneof(
    fc.record({ kind: fc.constant('percentage' as const), rateBps: rate, maxAmount, parts: one }),
    fc.record({ kind: fc.constant('fixed' as const), amount: money, parts: one }),
    fc.record({
      kind: fc.constant('buy_x_get_y' as const),
      rateBps: rate,
      maxAmount,
      parts: fc.tuple(part(productIds), part(productIds)),
    }),
    fc.record({
      kind: fc.constant('bundle' as const),
      amount: money,
      parts: fc.array(part(productIds), { minLength: 1, maxLength: 3 }),
    }),
  );
};

/** Up to four at once, some exclusive, some with a least spending, some limited, some for who has a voucher. */
export const anyPromotions = (productIds: string[]): fc.Arbitrary<PromotionTerms[]> =>
  fc
    .array(
      fc.record({
        gives: gift(productIds),
        priority: fc.integer({ min: 0, max: 2 }),
        exclusive: fc.boolean(),
        minSpend: fc.oneof(fc.constant(0n), money),
        maxUses: fc.option(fc.constant(5)),
        firstPurchase: fc.boolean(),
        byVoucher: fc.boolean(),
      }),
      { maxLength: 4 },
    )
    .map((wishes) =>
      wishes.map(({ gives, ...terms }, place) => promotionTerms({ id: `promotion ${place}`, ...terms, ...gives })),
    );
