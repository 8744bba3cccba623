import { cartItem, occasionOf, PBJT_INSIDE, productTerms, saleContext } from '../../../../test/support/sale-terms';
import { MONEY_MAX } from '../../../kernel/money';
import type { OutletTerms } from './sale-context';
import { priceCart } from './pricing';

const products = [
  productTerms({ id: 'rice', price: 74_500n }),
  productTerms({ id: 'soap', price: 111_000n, taxCode: 'PPN_INSIDE' }),
  productTerms({ id: 'sweet', price: 1_000n, taxCode: 'PPN_INSIDE' }),
  productTerms({ id: 'cable', price: 100_000n, taxCode: 'PPN' }),
  productTerms({ id: 'meal', price: 38_000n, taxCode: 'PBJT' }),
  productTerms({ id: 'tea', price: 12_000n, taxCode: 'PBJT' }),
  productTerms({ id: 'cake', price: 11_000n, taxCode: 'PBJT_INSIDE' }),
  productTerms({ id: 'gift', price: 0n, taxCode: 'PBJT' }),
];

const price = (productIds: string[], outlet: Partial<OutletTerms> = {}) =>
  priceCart(
    productIds.map((id) => cartItem(id)),
    saleContext(products, outlet),
    occasionOf(),
  );

describe('A cart', () => {
  it('without tax costs what the shelf says', () => {
    expect(price(['rice', 'rice'])).toMatchObject({
      subtotal: 149_000n,
      serviceCharge: 0n,
      taxAmount: 0n,
      total: 149_000n,
    });
  });

  it('of goods whose price includes PPN costs what the shelf says, tax and all', () => {
    const cart = price(['soap']);
    expect(cart).toMatchObject({ subtotal: 100_000n, taxAmount: 11_000n, total: 111_000n });
    expect(cart.lines[0]).toMatchObject({ taxBase: 91_667n, gross: 111_000n });
  });

  it('of a restaurant is taxed with its service charge: 5 % and 10 % are 15.5 % more', () => {
    // 50.000 and 2.500 of service; PBJT on 52.500.
    expect(price(['meal', 'tea'], { serviceChargeBps: 500 })).toMatchObject({
      subtotal: 50_000n,
      serviceCharge: 2_500n,
      taxAmount: 5_250n,
      total: 57_750n,
      lines: [
        { serviceCharge: 1_900n, taxBase: 39_900n, taxAmount: 3_990n, total: 43_890n },
        { serviceCharge: 600n, taxBase: 12_600n, taxAmount: 1_260n, total: 13_860n },
      ],
    });
  });

  it('is not taxed on a service charge that the regency leaves free', () => {
    const cart = price(['meal', 'tea'], { serviceChargeBps: 500, serviceChargeTaxable: false });
    expect(cart).toMatchObject({ serviceCharge: 2_500n, taxAmount: 5_000n, total: 57_500n });
  });

  it('of prices that include PBJT is taxed once more only on its service charge', () => {
    // 10.000 and 1.000 inside; service 500, and 50 on it.
    expect(price(['cake'], { serviceChargeBps: 500 })).toMatchObject({
      subtotal: 10_000n,
      serviceCharge: 500n,
      taxAmount: 1_050n,
      total: 11_550n,
    });
  });

  it('takes each tax from its own goods, and each line in its place', () => {
    const cart = price(['meal', 'soap', 'rice', 'cable', 'tea']);
    expect(cart).toMatchObject({ subtotal: 324_500n, taxAmount: 27_000n, total: 351_500n });
    expect(cart.lines.map(({ product, taxAmount }) => [product.id, taxAmount])).toEqual([
      ['meal', 3_800n],
      ['soap', 11_000n],
      ['rice', 0n],
      ['cable', 11_000n],
      ['tea', 1_200n],
    ]);
  });

  it('is taxed as a whole, not by the line: six sweets carry 595, though each alone carries 99', () => {
    const { taxAmount, lines } = price(['sweet', 'sweet', 'sweet', 'sweet', 'sweet', 'sweet']);
    // 6.000 less a net of 5.405,41
    expect(taxAmount).toBe(595n);
    expect(lines.map((line) => line.taxAmount)).toEqual([100n, 99n, 99n, 99n, 99n, 99n]);
  });

  it('may be given away', () => {
    expect(price(['gift', 'gift'], { serviceChargeBps: 500 })).toMatchObject({ total: 0n, taxAmount: 0n });
  });

  it('spreads a service charge over taxed and untaxed lines', () => {
    const context = saleContext(products, { serviceChargeBps: 333, taxRules: [PBJT_INSIDE] });
    const cart = priceCart([cartItem('cake'), cartItem('cake'), cartItem('cake')], context, occasionOf());
    expect(cart.serviceCharge).toBe(999n);
    expect(cart.lines.map((line) => line.serviceCharge)).toEqual([333n, 333n, 333n]);
  });
});

describe('A cart is refused', () => {
  it('when it costs more than can be carried', () => {
    const items = [cartItem('rice', { unitPrice: MONEY_MAX, quantity: 10_000n })];
    expect(() => priceCart(items, saleContext(products), occasionOf())).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'sales.amount-too-large' }),
    );
  });

  it('when no tax rule holds on its day', () => {
    expect(() =>
      priceCart([cartItem('rice')], saleContext(products), occasionOf({ businessDate: '2024-12-31' })),
    ).toThrow(expect.objectContaining({ kind: 'conflict', code: 'sales.tax-rule-missing' }));
  });
});
