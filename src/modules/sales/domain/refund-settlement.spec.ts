import { type RefundTerms, settleRefund } from './refund-settlement';

/** A sale of 104.038, rounded to 104.000: 50.000 by QRIS, the rest in cash. */
function terms(facts: Partial<RefundTerms> = {}): RefundTerms {
  return {
    itemsTotal: 52_019n,
    isWhole: false,
    totalLeft: 104_000n,
    owed: 0n,
    tenders: [
      { id: 'qris', method: 'qris', left: 50_000n },
      { id: 'cash', method: 'cash', left: 54_000n },
    ],
    method: 'cash',
    cashRoundingStep: 100n,
    cashRoundingDirection: 'nearest',
    ...facts,
  };
}
const whole = { itemsTotal: 104_038n, isWhole: true };

it.each<[string, Partial<RefundTerms>, bigint, bigint]>([
  ['half of it in cash, rounded', {}, 52_000n, -19n],
  [
    'half of it in cash where cash is rounded down',
    { cashRoundingDirection: 'down', itemsTotal: 52_090n },
    52_000n,
    -90n,
  ],
  ['half of it as credit, not rounded', { method: 'store_credit' }, 52_019n, 0n],
  ['all of it, with the rounding of the sale', whole, 104_000n, -38n],
  ['all of it as credit, with the rounding of the sale', { ...whole, method: 'store_credit' }, 104_000n, -38n],
  ['the rest, with what is left', { isWhole: true, totalLeft: 52_000n }, 52_000n, -19n],
  ['no more cash than is left of what was paid', { itemsTotal: 160n, totalLeft: 160n, isWhole: true }, 100n, -60n],
  ['nothing where nothing is left', { totalLeft: 0n }, 0n, -52_019n],
])('Gives back %s', (_, given, grandTotal, rounding) => {
  expect(settleRefund(terms(given))).toMatchObject({ grandTotal, rounding, onAccount: 0n });
});

describe('The way it was paid', () => {
  it('is split by what is left of each tender, and only its cash is rounded', () => {
    expect(settleRefund(terms({ method: 'original' }))).toEqual({
      grandTotal: 52_009n,
      rounding: -10n,
      onAccount: 0n,
      tenders: [
        { method: 'qris', amount: 25_009n, originalPaymentId: 'qris' },
        { method: 'cash', amount: 27_000n, originalPaymentId: null },
      ],
    });
  });

  it('gives all of each back with all of the goods', () => {
    expect(settleRefund(terms({ ...whole, method: 'original' })).tenders.map(({ amount }) => amount)).toEqual([
      50_000n,
      54_000n,
    ]);
  });

  it('is refused for more than was paid with the sale', () => {
    const later = terms({ method: 'original', tenders: [{ id: 'qris', method: 'qris', left: 52_018n }] });
    expect(() => settleRefund(later)).toThrow(expect.objectContaining({ code: 'sales.no-original-tender' }));
  });
});

describe('A debt', () => {
  it('shrinks before any money goes back', () => {
    const owing = terms({ owed: 30_000n, method: 'store_credit' });
    expect(settleRefund(owing)).toMatchObject({
      grandTotal: 52_019n,
      onAccount: 30_000n,
      tenders: [{ amount: 22_019n }],
    });
  });

  it('that is more than comes back takes all of it', () => {
    expect(settleRefund(terms({ owed: 104_000n }))).toMatchObject({
      grandTotal: 52_019n,
      onAccount: 52_019n,
      tenders: [],
    });
  });
});
