import { cartItem, occasionOf, offerTerms, productTerms, saleContext } from '../../../../test/support/sale-terms';
import type { CartItem } from './cart';
import { priceCart } from './pricing';
import type { PriceListTerms } from './sale-context';

const list = (id: string, terms: Partial<PriceListTerms> = {}): PriceListTerms => ({
  ...offerTerms(),
  id,
  name: id,
  priority: 0,
  ...terms,
});
const step = (priceListId: string, price: bigint, minQuantity = 0n, variantId: string | null = null) => ({
  priceListId,
  variantId,
  minQuantity: minQuantity * 10_000n,
  price,
});

const noodles = productTerms({
  id: 'noodles',
  price: 3_500n,
  units: [
    { id: 'box', variantId: null, name: 'dus', factor: 400_000n, price: 130_000n },
    { id: 'big box', variantId: 'large', name: 'dus', factor: 200_000n, price: 1n },
  ],
  listPrices: [
    step('wholesale', 3_300n, 10n),
    step('wholesale', 3_100n, 40n),
    step('happy hour', 3_000n),
    step('delivery', 4_000n),
  ],
});
const shirt = productTerms({
  id: 'shirt',
  variants: [
    { id: 'M', name: 'M', price: 100_000n },
    { id: 'L', name: 'L', price: 110_000n },
  ],
  listPrices: [step('wholesale', 90_000n, 0n, 'L')],
});

const price = (items: CartItem[], lists: PriceListTerms[], orderType: 'retail' | 'delivery' = 'retail') =>
  priceCart(items, saleContext([noodles, shirt], { priceLists: lists }), occasionOf({ orderType })).lines.map(
    ({ unitPrice, listed, gross, baseQuantity }) => ({ unitPrice, from: listed.name, gross, baseQuantity }),
  );
const pieces = (count: bigint) => cartItem('noodles', { quantity: count * 10_000n });

describe('A price', () => {
  it.each([
    [9n, 3_500n, null],
    [10n, 3_300n, 'wholesale'],
    [39n, 3_300n, 'wholesale'],
    [40n, 3_100n, 'wholesale'],
  ])('of %s pieces is %s', (count, unitPrice, from) => {
    expect(price([pieces(count)], [list('wholesale')])).toMatchObject([{ unitPrice, from }]);
  });

  it('counts what the cart has of a product together', () => {
    expect(price([pieces(4n), pieces(6n)], [list('wholesale')])).toMatchObject([
      { unitPrice: 3_300n },
      { unitPrice: 3_300n },
    ]);
  });

  it('is of the list with the highest priority that holds, whatever is cheaper', () => {
    const lists = [list('happy hour', { priority: 1 }), list('delivery', { priority: 2, orderType: 'delivery' })];
    expect(price([pieces(1n)], lists)).toMatchObject([{ unitPrice: 3_000n, from: 'happy hour' }]);
    expect(price([pieces(1n)], lists, 'delivery')).toMatchObject([{ unitPrice: 4_000n, from: 'delivery' }]);
    expect(price([pieces(1n)], [list('happy hour', { fromTime: '17:00', toTime: '19:00' })])).toMatchObject([
      { unitPrice: 3_500n, from: null },
    ]);
  });

  it('of a variant is its own', () => {
    const items = ['M', 'L'].map((variantId) => cartItem('shirt', { variantId }));
    expect(price(items, [list('wholesale')])).toMatchObject([{ unitPrice: 100_000n }, { unitPrice: 90_000n }]);
  });

  it('set by hand goes before all of them', () => {
    const item = cartItem('noodles', { unitPrice: 1n });
    expect(price([item], [list('happy hour')])).toMatchObject([{ unitPrice: 1n, from: 'happy hour' }]);
  });
});

describe('A pack', () => {
  const boxes = (quantity: bigint, unitId = 'box') => cartItem('noodles', { quantity, unitId });

  it('has its own price, and takes off the shelf what it holds', () => {
    expect(price([boxes(20_000n), pieces(9n)], [list('wholesale')])).toEqual([
      { unitPrice: 130_000n, from: 'dus', gross: 260_000n, baseQuantity: 800_000n },
      { unitPrice: 3_500n, from: null, gross: 31_500n, baseQuantity: 90_000n },
    ]);
  });

  it.each<[string, string, CartItem]>([
    ['that the product has not', 'catalog.unit-not-found', boxes(10_000n, 'crate')],
    ['of another variant', 'catalog.unit-not-found', boxes(10_000n, 'big box')],
    ['of which half is asked for', 'sales.quantity-too-fine', boxes(5_000n)],
    ['of which there are too many to count', 'sales.amount-too-large', boxes(300_000_000_0000n)],
  ])('%s is refused: %s', (_, code, item) => {
    expect(() => price([item], [])).toThrow(expect.objectContaining({ code }));
  });
});
