import { cartItem, occasionOf, productTerms, saleContext } from '../../../../test/support/sale-terms';
import { parseQuantity } from '../../../kernel/quantity';
import type { CartItem } from './cart';
import { countTogether, toCartLine } from './cart-lines';
import type { SaleContext } from './sale-context';

const sugar = {
  id: 'sugar',
  name: 'Gula',
  minSelect: 1,
  maxSelect: 1,
  modifiers: [
    { id: 'less', name: 'Kurang manis', price: 0n },
    { id: 'none', name: 'Tanpa gula', price: 0n },
  ],
};
const extras = {
  id: 'extras',
  name: 'Tambahan',
  minSelect: 0,
  maxSelect: 3,
  modifiers: [
    { id: 'shot', name: 'Extra shot', price: 6_000n },
    { id: 'oat', name: 'Susu oat', price: 8_000n },
  ],
};

const lineOf = (item: CartItem, world: SaleContext) => toCartLine(item, world, occasionOf(), countTogether([item]));

const context = saleContext([
  productTerms({ id: 'coffee', name: 'Kopi Susu', price: 25_000n, modifierGroups: [sugar, extras] }),
  productTerms({
    id: 'beans',
    name: 'Biji Kopi',
    price: 1n,
    variants: [
      { id: 'small', name: '250 g', price: 95_000n },
      { id: 'large', name: '1 kg', price: 350_000n },
    ],
  }),
  productTerms({ id: 'apple', price: 34_000n, uom: 'kg', quantityDecimals: 3 }),
]);

const line = (productId: string, item: Partial<CartItem> = {}) => lineOf(cartItem(productId, item), context);
const quantity = (text: string) => ({ quantity: parseQuantity(text)! });
const choose = (...modifiers: [modifierId: string, quantity: number][]) => ({
  modifiers: modifiers.map(([modifierId, count]) => ({ modifierId, quantity: count })),
});

describe('A line of the cart', () => {
  it('costs what the catalog says, its modifiers included, times the quantity', () => {
    expect(line('coffee', { ...quantity('2'), ...choose(['less', 1], ['shot', 2]) })).toMatchObject({
      name: 'Kopi Susu',
      variantId: null,
      listed: { price: 25_000n },
      unitPrice: 25_000n,
      gross: 74_000n,
      modifiers: [
        { id: 'less', quantity: 1 },
        { id: 'shot', quantity: 2 },
      ],
    });
  });

  it('adds up a modifier that is named twice', () => {
    expect(line('coffee', choose(['shot', 1], ['none', 1], ['shot', 1])).modifiers).toEqual([
      { id: 'none', name: 'Tanpa gula', price: 0n, quantity: 1 },
      { id: 'shot', name: 'Extra shot', price: 6_000n, quantity: 2 },
    ]);
  });

  it('bears the name and the price of its variant', () => {
    expect(line('beans', { variantId: 'large' })).toMatchObject({
      name: 'Biji Kopi 1 kg',
      variantId: 'large',
      gross: 350_000n,
    });
  });

  it('rounds a weight half up', () => {
    expect(line('apple', quantity('0.755')).gross).toBe(25_670n);
    expect(line('apple', { ...quantity('0.5'), unitPrice: 3n }).gross).toBe(2n);
  });

  it('keeps the price of the catalog beside one that was set by hand', () => {
    expect(line('beans', { variantId: 'small', unitPrice: 90_000n })).toMatchObject({
      listed: { price: 95_000n },
      unitPrice: 90_000n,
      gross: 90_000n,
    });
    expect(line('beans', { variantId: 'small', unitPrice: 0n }).gross).toBe(0n);
  });
});

describe('The cart is refused', () => {
  it.each<[string, string, Partial<CartItem>, string]>([
    ['a product that is not there', 'tea', {}, 'catalog.product-not-found'],
    ['a variant of another product', 'beans', { variantId: 'less' }, 'catalog.variant-not-found'],
    ['a variant of what has none', 'apple', { variantId: 'small' }, 'catalog.variant-not-found'],
    ['no variant of what is sold by them', 'beans', {}, 'sales.variant-required'],
    [
      'a modifier of another product',
      'beans',
      { variantId: 'small', ...choose(['shot', 1]) },
      'catalog.modifier-not-found',
    ],
    ['half a piece', 'coffee', { ...quantity('0.5'), ...choose(['less', 1]) }, 'sales.quantity-too-fine'],
    ['a tenth of a gram', 'apple', quantity('0.7551'), 'sales.quantity-too-fine'],
    ['too few of a group', 'coffee', {}, 'sales.modifier-selection'],
    ['two where one may be chosen', 'coffee', choose(['less', 1], ['none', 1]), 'sales.modifier-selection'],
    ['one of them too often', 'coffee', choose(['less', 1], ['oat', 4]), 'sales.modifier-selection'],
  ])('for %s', (_, productId, item, code) => {
    expect(() => line(productId, item)).toThrow(expect.objectContaining({ code }));
  });

  it('with what the group allows', () => {
    expect(() => line('coffee', choose(['less', 1], ['oat', 4]))).toThrow(
      expect.objectContaining({ details: { groupId: 'extras', minSelect: 0, maxSelect: 3, chosen: 4 } }),
    );
  });
});
