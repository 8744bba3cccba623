import { cartItem, occasionOf, productTerms, saleContext } from '../../../../test/support/sale-terms';
import type { AskedDiscount, CartItem } from './cart';
import { priceCart } from './pricing';
import type { OutletTerms } from './sale-context';

const products = [
  productTerms({ id: 'rice', price: 74_500n }),
  productTerms({ id: 'soap', price: 111_000n, taxCode: 'PPN_INSIDE' }),
  productTerms({ id: 'shirt', price: 222_000n, taxCode: 'PPN_INSIDE' }),
  productTerms({ id: 'meal', price: 38_000n, taxCode: 'PBJT' }),
  productTerms({ id: 'sweet', price: 1n }),
];

const percent = (rateBps: number): AskedDiscount => ({ off: { kind: 'percentage', rateBps }, reason: null });
const rupiah = (amount: bigint): AskedDiscount => ({ off: { kind: 'fixed', amount }, reason: 'cacat' });
const price = (items: CartItem[], discount: AskedDiscount | null = null, outlet: Partial<OutletTerms> = {}) =>
  priceCart(items, saleContext(products, outlet), occasionOf({ discount }));

describe('A discount', () => {
  it('on a line comes off that line alone', () => {
    const cart = price([cartItem('rice', { discount: percent(1_000) }), cartItem('rice')]);
    expect(cart).toMatchObject({ subtotal: 149_000n, discountAmount: 7_450n, total: 141_550n });
    expect(cart.lines).toMatchObject([
      { discountAmount: 7_450n, total: 67_050n, discounts: [{ scope: 'line', source: 'manual', name: 'Diskon' }] },
      { discountAmount: 0n, total: 74_500n, discounts: [] },
    ]);
  });

  it('on the order is spread over what is left of the lines, by largest remainder', () => {
    const items = [cartItem('sweet'), cartItem('sweet'), cartItem('sweet')];
    expect(price(items, rupiah(2n)).lines.map(({ total }) => total)).toEqual([0n, 0n, 1n]);
    const cart = price([cartItem('rice', { discount: rupiah(74_500n) }), cartItem('meal')], percent(5_000));
    expect(cart.lines.map(({ discountAmount }) => discountAmount)).toEqual([74_500n, 19_000n]);
  });

  it('comes after that of the line, each with its reason', () => {
    const [line] = price([cartItem('rice', { discount: rupiah(500n) })], percent(1_000)).lines;
    expect(line!.discounts).toEqual([
      { scope: 'line', source: 'manual', sourceId: null, name: 'cacat', amount: 500n, beforeTax: 500n },
      { scope: 'order', source: 'manual', sourceId: null, name: 'Diskon', amount: 7_400n, beforeTax: 7_400n },
    ]);
  });

  it('on a price that includes the tax lowers the tax with it', () => {
    // 333.000 less 33.300 is 299.700, of it 29.700 PPN; the 33.300 would have carried 3.300.
    const cart = price([cartItem('soap'), cartItem('shirt')], percent(1_000));
    expect(cart).toMatchObject({ subtotal: 300_000n, discountAmount: 30_000n, taxAmount: 29_700n, total: 299_700n });
    expect(cart.lines.map(({ total }) => total)).toEqual([99_900n, 199_800n]);
    expect(cart.lines[0]!.discounts).toMatchObject([{ amount: 11_100n, beforeTax: 10_000n }]);
  });

  it('leaves the service charge as it was, or lowers it, as the outlet has it', () => {
    const meal = [cartItem('meal')];
    const service = (serviceChargeBase: OutletTerms['serviceChargeBase']) =>
      price(meal, percent(5_000), { serviceChargeBps: 500, serviceChargeBase }).serviceCharge;
    expect([service('pre_discount'), service('post_discount')]).toEqual([1_900n, 950n]);
  });

  it('may be of everything', () => {
    const cart = price([cartItem('soap'), cartItem('meal')], percent(10_000), { serviceChargeBps: 500 });
    expect(cart).toMatchObject({ discountAmount: 138_000n, serviceCharge: 0n, taxAmount: 0n, total: 0n });
  });

  it.each([
    ['a line', () => price([cartItem('rice', { discount: rupiah(74_501n) })])],
    ['what is left of the order', () => price([cartItem('rice', { discount: rupiah(500n) })], rupiah(74_001n))],
  ])('is refused where it is more than %s', (_, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ kind: 'invalid', code: 'sales.discount-too-large' }));
  });
});
