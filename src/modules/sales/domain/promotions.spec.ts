import {
  cartItem,
  customerTerms,
  occasionOf,
  partTerms,
  productTerms,
  promotionTerms,
  saleContext,
} from '../../../../test/support/sale-terms';
import type { CartItem } from './cart';
import { priceCart } from './pricing';
import type { CustomerTerms, PromotionTerms } from './sale-context';

const MENU = [
  productTerms({ id: 'coffee', categoryId: 'drinks', price: 20_000n }),
  productTerms({ id: 'tea', categoryId: 'drinks', price: 12_000n }),
  productTerms({ id: 'cake', categoryId: 'food', price: 30_000n }),
  productTerms({
    id: 'rice',
    categoryId: 'food',
    price: 10_000n,
    quantityDecimals: 3,
    units: [{ id: 'sack', variantId: null, name: 'sack', factor: 50_000n, price: 45_000n }],
  }),
];

const COFFEE = partTerms({ productIds: ['coffee'] });
const DRINKS = partTerms({ categoryIds: ['drinks'] });
const FOOD = partTerms({ categoryIds: ['food'] });

interface Wish {
  readonly customer?: CustomerTerms | null;
  readonly usedUp?: ReadonlySet<string>;
  readonly items?: readonly CartItem[];
}

/** "2 coffee". */
function items(...texts: string[]): CartItem[] {
  return texts.map((text) => {
    const [count, id] = text.split(' ') as [string, string];
    return cartItem(id, { quantity: BigInt(Math.round(Number(count) * 10_000)) });
  });
}

/** What is off each line, and by whose names. */
function off(promotions: PromotionTerms[], cart: CartItem[], { customer = null, usedUp = new Set() }: Wish = {}) {
  const { lines } = priceCart(cart, saleContext(MENU, { promotions, customer, usedUp }), occasionOf());
  return lines.map(({ discounts }) => discounts.map(({ name, amount }) => [name, Number(amount)]));
}

const amounts = (...given: Parameters<typeof off>) =>
  off(...given).map((discounts) => discounts.reduce((total, [, amount]) => total + Number(amount), 0));

describe('A promotion', () => {
  it.each<[string, Partial<PromotionTerms>, string[], number[]]>([
    ['of a percentage takes it off everything', {}, ['2 coffee', '1 cake'], [4_000, 3_000]],
    ['is capped', { maxAmount: 3_500n }, ['2 coffee', '1 cake'], [2_000, 1_500]],
    ['is of its products alone', { parts: [COFFEE] }, ['2 coffee', '1 cake'], [4_000, 0]],
    ['is of its categories alone', { parts: [FOOD] }, ['2 coffee', '1 cake'], [0, 3_000]],
    ['of an amount takes it off once', { kind: 'fixed', amount: 7_000n }, ['2 coffee', '1 cake'], [4_000, 3_000]],
    ['takes off no more than there is', { kind: 'fixed', amount: 99_000n }, ['2 coffee', '1 cake'], [40_000, 30_000]],
    ['wants its spending', { minSpend: 70_001n }, ['2 coffee', '1 cake'], [0, 0]],
    ['is given for its spending', { minSpend: 70_000n }, ['2 coffee', '1 cake'], [4_000, 3_000]],
    ['counts the spending on its own goods', { minSpend: 31_000n, parts: [FOOD] }, ['2 coffee', '1 cake'], [0, 0]],
    ['holds at its times', { fromTime: '13:00', toTime: '15:00' }, ['1 cake'], [0]],
    ['holds where it is offered', { orderType: 'dine_in' }, ['1 cake'], [0]],
    ['holds for its tier', { tierId: 'gold' }, ['1 cake'], [0]],
  ])('%s', (_, terms, texts, expected) => {
    expect(amounts([promotionTerms({ id: 'promo', ...terms })], items(...texts))).toEqual(expected);
  });

  it('counts what a line comes to after the discount by hand', () => {
    const [coffee] = items('2 coffee');
    const byHand = { ...coffee!, discount: { off: { kind: 'fixed' as const, amount: 10_000n }, reason: 'late' } };
    const promo = promotionTerms({ id: 'promo', minSpend: 30_000n });
    expect(off([promo], [byHand])).toEqual([
      [
        ['late', 10_000],
        ['promo', 3_000],
      ],
    ]);
    expect(off([{ ...promo, minSpend: 30_001n }], [byHand])).toEqual([[['late', 10_000]]]);
  });

  const born = (birthDate: string) => customerTerms({ birthDate });

  it.each<[string, Partial<PromotionTerms>, Wish, boolean]>([
    ['a first purchase, on it', { firstPurchase: true }, { customer: customerTerms({ hasBought: false }) }, true],
    ['a first purchase, later', { firstPurchase: true }, { customer: customerTerms() }, false],
    ['a first purchase, of nobody', { firstPurchase: true }, {}, false],
    ['the birthday, on it', { birthdayDays: 0 }, { customer: born('1990-11-21') }, true],
    ['the birthday, a day later', { birthdayDays: 0 }, { customer: born('1990-11-20') }, false],
    ['the days around it', { birthdayDays: 3 }, { customer: born('1990-11-24') }, true],
    ['the birthday, unknown', { birthdayDays: 3 }, { customer: customerTerms() }, false],
    ['so many uses, while there are', { maxUses: 1 }, {}, true],
    ['so many uses, when there are none', { maxUses: 1 }, { usedUp: new Set(['promo']) }, false],
    ['uses of a customer, with one', { maxUsesPerCustomer: 1 }, { customer: customerTerms() }, true],
    ['uses of a customer, without', { maxUsesPerCustomer: 1 }, {}, false],
    ['a tier, of it', { tierId: 'gold' }, { customer: customerTerms({ tierId: 'gold' }) }, true],
  ])('for %s', (_, terms, wish, isGiven) => {
    expect(amounts([promotionTerms({ id: 'promo', ...terms })], items('1 cake'), wish)).toEqual([isGiven ? 3_000 : 0]);
  });
});

describe('Of several promotions', () => {
  const tenth = promotionTerms({ id: 'tenth', priority: 2 });
  const fifth = promotionTerms({ id: 'fifth', priority: 1, rateBps: 2_000 });

  it('the first by priority comes first, and the next of what is left', () => {
    expect(off([fifth, tenth], items('1 cake'))).toEqual([
      [
        ['tenth', 3_000],
        ['fifth', 5_400],
      ],
    ]);
  });

  it('an exclusive one keeps its lines to itself, and leaves the others alone', () => {
    const alone = promotionTerms({ id: 'alone', priority: 3, exclusive: true, parts: [COFFEE] });
    expect(off([tenth, alone], items('1 coffee', '1 cake'))).toEqual([[['alone', 2_000]], [['tenth', 3_000]]]);
  });

  it('an exclusive one comes too late where another was', () => {
    const late = promotionTerms({ id: 'late', priority: 1, exclusive: true, rateBps: 9_000 });
    const onCoffee = { ...tenth, parts: [COFFEE] };
    expect(off([onCoffee, late], items('1 coffee', '1 cake'))).toEqual([[['tenth', 2_000]], [['late', 27_000]]]);
  });
});

describe('Buy some, get some', () => {
  const promo = (buy: number, get: number, terms: Partial<PromotionTerms> = {}, bought = DRINKS, got = DRINKS) =>
    promotionTerms({
      id: 'promo',
      kind: 'buy_x_get_y',
      rateBps: 10_000,
      parts: [
        { ...bought, quantity: buy },
        { ...got, quantity: get },
      ],
      ...terms,
    });

  it.each<[string, PromotionTerms, string[], number[]]>([
    ['gives nothing below a set', promo(2, 1), ['2 coffee'], [0]],
    ['gives one of three', promo(2, 1), ['3 coffee'], [20_000]],
    ['gives as many as there are sets', promo(2, 1), ['7 coffee'], [40_000]],
    ['gives the cheapest', promo(1, 1), ['1 coffee', '1 tea'], [0, 12_000]],
    ['gives a part of the price', promo(1, 1, { rateBps: 5_000 }), ['2 coffee'], [10_000]],
    ['gives at most so much', promo(1, 1, { maxAmount: 15_000n }), ['2 coffee'], [15_000]],
    ['gives one thing for another', promo(2, 1, {}, COFFEE, FOOD), ['2 coffee', '1 cake'], [0, 30_000]],
    ['gives nothing of what is not there', promo(2, 1, {}, COFFEE, FOOD), ['4 coffee'], [0]],
    ['buys with what may be got where it must', promo(2, 1, {}, DRINKS, COFFEE), ['3 coffee'], [20_000]],
    ['leaves what must be bought', promo(2, 1, {}, DRINKS, partTerms()), ['2 tea', '1 cake'], [0, 30_000]],
    ['counts whole pieces only', promo(1, 1, {}, FOOD, FOOD), ['1.999 rice'], [0]],
  ])('%s', (_, promotion, texts, expected) => {
    expect(amounts([promotion], items(...texts))).toEqual(expected);
  });

  it('leaves packs alone', () => {
    const sacks = [cartItem('rice', { unitId: 'sack', quantity: 40_000n })];
    expect(amounts([promo(1, 1, {}, FOOD, FOOD)], sacks)).toEqual([0]);
  });
});

describe('A bundle', () => {
  const promo = (price: bigint, ...parts: PromotionTerms['parts'][number][]) =>
    promotionTerms({ id: 'promo', kind: 'bundle', rateBps: 0, amount: price, parts });

  it.each<[string, PromotionTerms, string[], number[]]>([
    ['costs its price', promo(40_000n, COFFEE, FOOD), ['1 coffee', '1 cake'], [4_000, 6_000]],
    ['is made as often as it can be', promo(40_000n, COFFEE, FOOD), ['3 coffee', '2 cake'], [8_000, 12_000]],
    ['is not made of a part', promo(40_000n, COFFEE, FOOD), ['3 coffee'], [0]],
    ['takes the dearest', promo(25_000n, { ...DRINKS, quantity: 2 }), ['2 tea', '1 coffee'], [2_625, 4_375]],
    ['never costs more than its goods', promo(60_000n, COFFEE, FOOD), ['1 coffee', '1 cake'], [0, 0]],
    ['counts goods once', promo(30_000n, DRINKS, COFFEE), ['2 coffee'], [0]],
  ])('%s', (_, promotion, texts, expected) => {
    expect(amounts([promotion], items(...texts))).toEqual(expected);
  });
});
