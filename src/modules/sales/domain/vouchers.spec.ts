import {
  cartItem,
  occasionOf,
  productTerms,
  promotionTerms,
  saleContext,
  voucherTerms,
} from '../../../../test/support/sale-terms';
import type { AskedDiscount } from './cart';
import { priceCart } from './pricing';
import type { VoucherTerms } from './sale-context';

const MENU = [productTerms({ id: 'coffee', price: 20_000n }), productTerms({ id: 'cake', price: 30_000n })];
const BY_VOUCHER = promotionTerms({ id: 'promo', byVoucher: true, minSpend: 40_000n });

function price(vouchers: VoucherTerms[], codes: string[], productIds = ['coffee', 'cake'], byHand?: AskedDiscount) {
  const context = saleContext(MENU, { vouchers, promotions: [BY_VOUCHER] });
  const occasion = occasionOf({ vouchers: codes, discount: byHand ?? null });
  const { lines } = priceCart(
    productIds.map((id) => cartItem(id)),
    context,
    occasion,
  );
  return lines.map(({ discounts }) =>
    discounts.map(({ source, sourceId, name, amount }) => [source, sourceId, name, amount]),
  );
}

const amountsOf = (...given: Parameters<typeof price>) =>
  price(...given).map((discounts) => discounts.map(([, , , amount]) => amount));

describe('A voucher of a value', () => {
  it('is spread over the whole, and its code is not told', () => {
    expect(price([voucherTerms({ code: 'ABCDEFGH' })], ['ABCDEFGH'])).toEqual([
      [['voucher', 'ABCDEFGH', 'Voucher …EFGH', 4_000n]],
      [['voucher', 'ABCDEFGH', 'Voucher …EFGH', 6_000n]],
    ]);
  });

  it('takes no more than there is', () => {
    expect(amountsOf([voucherTerms({ code: 'MUCH', remaining: 99_000n })], ['MUCH'])).toEqual([[20_000n], [30_000n]]);
  });

  it('comes before a discount by hand, and one after the other', () => {
    const vouchers = [
      voucherTerms({ code: 'ONE1', remaining: 10_000n }),
      voucherTerms({ code: 'TWO2', remaining: 5_000n }),
    ];
    const byHand: AskedDiscount = { off: { kind: 'percentage', rateBps: 1_000 }, reason: null };
    expect(amountsOf(vouchers, ['TWO2', 'ONE1'], ['coffee'], byHand)).toEqual([[5_000n, 10_000n, 500n]]);
  });

  it('counts once, however often it is named', () => {
    expect(amountsOf([voucherTerms({ code: 'ONE1' })], ['ONE1', 'ONE1'], ['coffee'])).toEqual([[10_000n]]);
  });
});

describe('A voucher of a promotion', () => {
  const voucher = voucherTerms({ id: 'voucher', code: 'MERDEKA', promotionId: 'promo', remaining: null });

  it('lets it be given', () => {
    expect(price([voucher], ['MERDEKA'])).toEqual([
      [['voucher', 'voucher', 'promo', 2_000n]],
      [['voucher', 'voucher', 'promo', 3_000n]],
    ]);
  });

  it('is needed for it', () => {
    expect(amountsOf([voucher], [])).toEqual([[], []]);
  });
});

describe('A voucher cannot be used', () => {
  const promo = voucherTerms({ id: 'voucher', code: 'MERDEKA', promotionId: 'promo', remaining: null });

  it.each<[string, VoucherTerms[], string[]]>([
    ['that nobody knows', [], ['MERDEKA']],
    ['before its first day', [voucherTerms({ code: 'SOON', validFrom: '2026-11-22' })], ['SOON']],
    ['after its last day', [voucherTerms({ code: 'LATE', validTo: '2026-11-20' })], ['LATE']],
    [
      'where nothing is left to pay',
      [voucherTerms({ code: 'ALL1', remaining: 99_000n }), voucherTerms({ code: 'MORE' })],
      ['ALL1', 'MORE'],
    ],
  ])('%s', (_, vouchers, codes) => {
    expect(() => price(vouchers, codes)).toThrow(
      expect.objectContaining({ code: 'catalog.voucher-unusable', details: {} }),
    );
  });

  it('where its promotion does not hold', () => {
    expect(() => price([promo], ['MERDEKA'], ['coffee'])).toThrow('The voucher cannot be used for this.');
  });
});
