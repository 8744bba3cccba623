import { cartItem, occasionOf, productTerms, promotionTerms, saleContext } from '../../../../test/support/sale-terms';
import type { CartItem } from './cart';
import { priceCart } from './pricing';
import type { PromotionTerms } from './sale-context';

const offered = (...ids: string[]) => ids.map((productId) => ({ productId, variantId: null, upcharge: 0n }));

const products = [
  productTerms({ id: 'burger', price: 35_000n, taxCode: 'PBJT' }),
  productTerms({ id: 'fries', price: 15_000n, taxCode: 'PBJT' }),
  productTerms({
    id: 'cola',
    price: 10_000n,
    modifierGroups: [
      { id: 'ice', name: 'Es', minSelect: 0, maxSelect: 1, modifiers: [{ id: 'more', name: 'Lebih', price: 1_000n }] },
    ],
  }),
  productTerms({
    id: 'shake',
    price: 0n,
    variants: [
      { id: 'small', name: 'S', price: 18_000n },
      { id: 'large', name: 'L', price: 24_000n },
    ],
  }),
  productTerms({ id: 'gone', price: 5_000n, active: false }),
  productTerms({
    id: 'menu',
    price: 50_000n,
    comboSlots: [
      { id: 'eat', name: 'Makan', minSelect: 1, maxSelect: 2, choices: offered('burger', 'fries', 'gone', 'menu') },
      {
        id: 'drink',
        name: 'Minum',
        minSelect: 0,
        maxSelect: 1,
        choices: [
          ...offered('cola'),
          { productId: 'shake', variantId: null, upcharge: 3_000n },
          { productId: 'shake', variantId: 'large', upcharge: 7_000n },
        ],
      },
    ],
  }),
];

const choose = (slotId: string, productId: string, more: Partial<CartItem['choices'][number]> = {}) => ({
  slotId,
  productId,
  variantId: null,
  modifiers: [],
  ...more,
});
const menuOf = (choices: CartItem['choices'], item: Partial<CartItem> = {}) => cartItem('menu', { choices, ...item });
const price = (item: CartItem, promotions: PromotionTerms[] = []) =>
  priceCart([item], saleContext(products, { promotions }), occasionOf());
const shown = (item: CartItem, promotions: PromotionTerms[] = []) =>
  price(item, promotions).lines.map(({ name, quantity, unitPrice, gross, net }) => [
    name,
    quantity / 10_000n,
    unitPrice,
    gross,
    net,
  ]);

const ALL_THREE = [choose('drink', 'cola'), choose('eat', 'burger'), choose('eat', 'fries')];

describe('A combo', () => {
  it('is sold as its parts, slot by slot, at what each weighs of its price', () => {
    // 50.000 over 35, 15 and 10: 29.166 2/3, 12.500, 8.333 1/3.
    expect(shown(menuOf(ALL_THREE))).toEqual([
      ['burger', 1n, 29_167n, 29_167n, 29_167n],
      ['fries', 1n, 12_500n, 12_500n, 12_500n],
      ['cola', 1n, 8_333n, 8_333n, 8_333n],
    ]);
  });

  it('bears the tax of each part, and of no other', () => {
    const { lines, taxAmount, total } = price(menuOf(ALL_THREE));
    expect(lines.map(({ taxRule, taxAmount: tax }) => [taxRule.code, tax])).toEqual([
      ['PBJT', 2_917n],
      ['PBJT', 1_250n],
      ['FREE', 0n],
    ]);
    expect([taxAmount, total]).toEqual([4_167n, 54_167n]);
  });

  it('costs more for a choice that does, for the variant before the product, and for the modifiers of its parts', () => {
    const withLarge = [choose('eat', 'burger'), choose('drink', 'shake', { variantId: 'large' })];
    expect(price(menuOf(withLarge)).subtotal).toBe(57_000n);
    expect(price(menuOf([withLarge[0]!, choose('drink', 'shake', { variantId: 'small' })])).subtotal).toBe(53_000n);
    const iced = choose('drink', 'cola', { modifiers: [{ modifierId: 'more', quantity: 1 }] });
    expect(shown(menuOf([choose('eat', 'burger'), iced], { quantity: 30_000n }))).toEqual([
      ['burger', 3n, 38_889n, 116_667n, 116_667n],
      ['cola', 3n, 11_111n, 36_333n, 36_333n],
    ]);
  });

  it('says with each part which combo it was, and what it was priced at', () => {
    const [part] = price(menuOf(ALL_THREE, { unitPrice: 40_000n })).lines;
    expect(part).toMatchObject({
      itemNumber: 1,
      unitPrice: 23_333n,
      listed: { price: 29_167n },
      soldIn: { name: 'menu', unitPrice: 40_000n, listed: { price: 50_000n }, upcharge: 0n },
    });
  });

  it('is given a discount as one, spread over what is left of its parts', () => {
    const discount = { off: { kind: 'fixed', amount: 10_000n }, reason: null } as const;
    expect(shown(menuOf(ALL_THREE, { discount })).map(([, , , , net]) => net)).toEqual([23_334n, 10_000n, 6_666n]);
  });

  it('is one good to a promotion, and its parts are none', () => {
    const off = (part: Partial<PromotionTerms['parts'][number]>) =>
      promotionTerms({ id: 'off', parts: [{ quantity: 1, productIds: [], categoryIds: [], ...part }] });
    const nets = (promotion: PromotionTerms) =>
      price(menuOf(ALL_THREE), [promotion]).subtotal - price(menuOf(ALL_THREE), [promotion]).discountAmount;
    expect(nets(off({ productIds: ['burger'] }))).toBe(50_000n);
    expect(nets(off({ productIds: ['menu'] }))).toBe(45_000n);
    const free = promotionTerms({
      id: 'second for half',
      kind: 'buy_x_get_y',
      rateBps: 5_000,
      parts: [
        { quantity: 1, productIds: ['menu'], categoryIds: [] },
        { quantity: 1, productIds: ['menu'], categoryIds: [] },
      ],
    });
    expect(price(menuOf(ALL_THREE, { quantity: 20_000n }), [free]).discountAmount).toBe(25_000n);
  });

  it.each<[string, CartItem, string]>([
    ['too few of a slot', menuOf([choose('drink', 'cola')]), 'sales.combo-selection'],
    ['too many of a slot', menuOf([...ALL_THREE, choose('eat', 'fries')]), 'sales.combo-selection'],
    ['a slot that it has not', menuOf([choose('dessert', 'cola')]), 'catalog.combo-choice-not-found'],
    ['what a slot does not offer', menuOf([choose('eat', 'cola')]), 'catalog.combo-choice-not-found'],
    ['what is not sold any more', menuOf([choose('eat', 'gone')]), 'catalog.product-not-found'],
    [
      'a product without its variant',
      menuOf([choose('eat', 'burger'), choose('drink', 'shake')]),
      'sales.variant-required',
    ],
    ['another combo', menuOf([choose('eat', 'menu')]), 'sales.combo-nested'],
    [
      'a modifier that the part has not',
      menuOf([choose('eat', 'burger', { modifiers: [{ modifierId: 'more', quantity: 1 }] })]),
      'catalog.modifier-not-found',
    ],
    ['half of it', menuOf(ALL_THREE, { quantity: 5_000n }), 'sales.quantity-too-fine'],
    ['a choice of what is no combo', cartItem('burger', { choices: ALL_THREE }), 'catalog.combo-choice-not-found'],
  ])('is not sold with %s', (_, item, code) => {
    expect(() => price(item)).toThrow(expect.objectContaining({ code }));
  });

  it('counts with all that it holds for how long a sale may be', () => {
    const many = Array.from({ length: 167 }, () => menuOf(ALL_THREE));
    const sell = (items: CartItem[]) => priceCart(items, saleContext(products), occasionOf());
    expect(() => sell(many)).toThrow(expect.objectContaining({ code: 'sales.too-many-lines' }));
    expect(sell(many.slice(1)).lines).toHaveLength(498);
  });
});
