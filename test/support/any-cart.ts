import fc from 'fast-check';
import { sum } from '../../src/kernel/money';
import { priceCart, type PricedCart } from '../../src/modules/sales/domain/pricing';
import type { AskedDiscount, CartItem, Occasion, Tender } from '../../src/modules/sales/domain/cart';
import { countTogether, toCartLine } from '../../src/modules/sales/domain/cart-lines';
import type { SettlementTerms } from '../../src/modules/sales/domain/settlement';
import type { ProductTerms, SaleContext, TaxTerms, VoucherTerms } from '../../src/modules/sales/domain/sale-context';
import { anyPromotions } from './any-promotions';
import { cartItem, customerTerms, occasionOf, productTerms, saleContext, taxTerms, voucherTerms } from './sale-terms';

const PPN_12 = {
  kind: 'ppn',
  rateBps: 1_200,
  baseNumerator: 11,
  baseDenominator: 12,
  liabilityRole: 'VAT_OUT',
} as const;
const PPN_11 = { kind: 'ppn', rateBps: 1_100, liabilityRole: 'VAT_OUT' } as const;
const LUXURY = { kind: 'ppn', rateBps: 1_200, liabilityRole: 'VAT_OUT' } as const;
const PBJT = { kind: 'pbjt', rateBps: 1_000, liabilityRole: 'PBJT_PAYABLE' } as const;
const PBJT_SMALL = { kind: 'pbjt', rateBps: 500, liabilityRole: 'PBJT_PAYABLE' } as const;

const TAXES: TaxTerms[] = [
  taxTerms({ code: 'FREE' }),
  ...Object.entries({ PPN_12, PPN_11, LUXURY, PBJT, PBJT_SMALL }).flatMap(([code, rule]) => [
    taxTerms({ ...rule, code }),
    taxTerms({ ...rule, code: `${code}_INSIDE`, priceIncludesTax: true }),
  ]),
];

const MODIFIERS = [
  { id: 'shot', name: 'Extra shot', price: 6_000n },
  { id: 'oat', name: 'Susu oat', price: 7_333n },
  { id: 'less', name: 'Kurang manis', price: 0n },
];

const price = fc.oneof(
  fc.bigInt({ min: 0n, max: 30n }),
  fc.bigInt({ min: 0n, max: 200_000n }),
  fc.bigInt({ min: 0n, max: 2n ** 40n }),
);

const product = fc.record({
  price,
  taxCode: fc.constantFrom(...TAXES.map(({ code }) => code)),
  revenueRole: fc.constantFrom('SALES', 'SALES_FNB', 'SALES_SERVICE'),
  trackStock: fc.boolean(),
});

export const COMBO_SLOTS = ['eat', 'drink'] as const;

/** Of all that is on the menu, some of it dearer. */
function comboOf(products: readonly ProductTerms[], comboPrice: bigint, upcharge: bigint): ProductTerms {
  const choices = products.map(({ id }, place) => ({
    productId: id,
    variantId: null,
    upcharge: place % 2 === 0 ? 0n : upcharge,
  }));
  const comboSlots = COMBO_SLOTS.map((id) => ({ id, name: id, minSelect: 0, maxSelect: 3, choices }));
  return productTerms({ id: 'combo', price: comboPrice, categoryId: 'category 0', comboSlots });
}

const menu = fc
  .tuple(fc.array(product, { minLength: 1, maxLength: 8 }), price, price)
  .map(([products, comboPrice, upcharge]) => {
    const dishes = products.map(toDish);
    return [...dishes, comboOf(dishes, comboPrice, upcharge)];
  });

function toDish(terms: Partial<ProductTerms>, place: number): ProductTerms {
  return productTerms({
    ...terms,
    id: `product ${place}`,
    categoryId: `category ${place % 3}`,
    active: true,
    quantityDecimals: 4,
    modifierGroups: [{ id: 'extras', name: 'Extras', minSelect: 0, maxSelect: 99, modifiers: MODIFIERS }],
  });
}

const outlet = fc.record({
  serviceChargeBps: fc.oneof(fc.constant(0), fc.constant(500), fc.integer({ min: 0, max: 10_000 })),
  serviceChargeBase: fc.constantFrom('pre_discount' as const, 'post_discount' as const),
  serviceChargeTaxable: fc.boolean(),
  cashRoundingStep: fc.constantFrom(1n, 25n, 50n, 100n, 500n, 1_000n),
});

const modifiers = fc.array(
  fc.record({
    modifierId: fc.constantFrom(...MODIFIERS.map(({ id }) => id)),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 3 },
);

const whole = fc.bigInt({ min: 1n, max: 30n }).map((n) => n * 10_000n);
const unitPrice = fc.option(price, { freq: 4, nil: null });

/** One in four is a combo of whatever is on the menu. */
const item = (productIds: string[]) => {
  const dishes = fc.constantFrom(...productIds.filter((id) => id !== 'combo'));
  const plain = fc.record({
    productId: dishes,
    quantity: fc.oneof(whole, fc.bigInt({ min: 1n, max: 999_999n })),
    modifiers,
    unitPrice,
  });
  const chosen = fc.record({
    slotId: fc.constantFrom(...COMBO_SLOTS),
    productId: dishes,
    variantId: fc.constant(null),
    modifiers,
  });
  const combo = fc.record({
    productId: fc.constant('combo'),
    quantity: whole,
    choices: fc.array(chosen, { minLength: 1, maxLength: 3 }),
    unitPrice,
  });
  return fc
    .oneof({ arbitrary: plain, weight: 3 }, { arbitrary: combo, weight: 1 })
    .map(({ productId, ...rest }) => cartItem(productId, rest));
};

/** Parts per mille of what there is, as a rate or as an amount; half of all have none. */
const off = fc.option(fc.record({ perMille: fc.bigInt({ min: 1n, max: 1_000n }), fixed: fc.boolean() }), { freq: 1 });

type AnyOff = { readonly perMille: bigint; readonly fixed: boolean } | null;

function discountOf(wish: AnyOff, of: bigint): AskedDiscount | null {
  if (!wish) return null;
  const amount = (of * wish.perMille) / 1_000n;
  if (!wish.fixed) return { off: { kind: 'percentage', rateBps: Number(wish.perMille) * 10 }, reason: null };
  return amount === 0n ? null : { off: { kind: 'fixed', amount }, reason: null };
}

function grossOf(one: CartItem, context: SaleContext): bigint {
  return toCartLine(one, context, occasionOf(), countTogether([one])).gross;
}

export interface AnyCart {
  readonly context: SaleContext;
  readonly items: CartItem[];
  readonly occasion: Occasion;
  readonly cart: PricedCart;
}

/** Any cart of an outlet: every tax, inside and on top, several groups at once, with or without service and discounts. */
export const anyCart: fc.Arbitrary<AnyCart> = fc
  .tuple(menu, outlet)
  .chain(([products, terms]) =>
    fc.record({
      context: anyPromotions(products.map(({ id }) => id)).map((promotions) =>
        saleContext(products, { ...terms, taxRules: TAXES, promotions, customer: customerTerms({ hasBought: false }) }),
      ),
      wanted: fc.array(fc.tuple(item(products.map(({ id }) => id)), off), { minLength: 1, maxLength: 12 }),
      offOrder: off,
      worth: fc.option(price, { freq: 1 }),
    }),
  )
  .map(({ context: unvouched, wanted, offOrder, worth }) => {
    const items = wanted.map(([one, offLine]) => ({
      ...one,
      discount: discountOf(offLine, grossOf(one, unvouched)),
    }));
    const vouchedBy = (vouchers: readonly VoucherTerms[]) => ({
      context: { ...unvouched, vouchers },
      occasion: occasionOf({ vouchers: vouchers.map(({ code }) => code) }),
    });
    const worthTerms = worth === null || worth === 0n ? [] : [voucherTerms({ code: 'WORTH', remaining: worth })];
    const opening = unvouched.promotions.filter(({ byVoucher }) => byVoucher).map(({ id }) => toOpen(id));
    const { context, occasion } = vouchedBy(
      usable([...opening, ...worthTerms], (vouchers) => {
        const tried = vouchedBy(vouchers);
        return priceCart(items, tried.context, tried.occasion);
      }),
    );
    const left = sum(priceCart(items, context, occasion).lines.map(({ net }) => net));
    const asked = { ...occasion, discount: discountOf(offOrder, left) };
    return { context, items, occasion: asked, cart: priceCart(items, context, asked) };
  });

/** A voucher that lets a promotion be given. */
function toOpen(promotionId: string): VoucherTerms {
  return voucherTerms({ code: `FOR ${promotionId}`, promotionId, remaining: null });
}

/** Those that take something off; the others are refused. */
function usable(offered: readonly VoucherTerms[], priceWith: (vouchers: readonly VoucherTerms[]) => PricedCart) {
  return offered.reduce<readonly VoucherTerms[]>((good, voucher) => {
    try {
      priceWith([...good, voucher]);
      return [...good, voucher];
    } catch (refusal) {
      if ((refusal as { code?: string }).code !== 'catalog.voucher-unusable') throw refusal;
      return good;
    }
  }, []);
}

const OTHER_METHODS = ['card', 'qris', 'bank_transfer', 'delivery_platform', 'store_credit'] as const;

/** How a customer may divide a bill: tenders other than cash take per mille of what is left, cash the rest and more. */
const division = fc.record({
  others: fc.array(fc.tuple(fc.constantFrom(...OTHER_METHODS), fc.bigInt({ min: 1n, max: 1_000n })), { maxLength: 4 }),
  inCash: fc.boolean(),
  more: fc.bigInt({ min: 0n, max: 250_000n }),
  cashParts: fc.bigInt({ min: 1n, max: 3n }),
  cashFirst: fc.boolean(),
  tip: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 50_000n })),
  owes: fc.boolean(),
});

const cashOf = (amount: bigint): Tender => ({ method: 'cash', amount, reference: null });

export const anySale: fc.Arbitrary<AnyCart & { tenders: Tender[]; terms: SettlementTerms }> = fc
  .record({ sale: anyCart, division })
  .map(({ sale, division: { others, inCash, more, cashParts, cashFirst, tip, owes } }) => {
    const terms = owes ? { mayOwe: true } : { tip };
    let left = sale.cart.total + (owes ? 0n : tip);
    const notCash: Tender[] = [];
    for (const [method, perMille] of others) {
      const amount = (left * perMille) / 1_000n;
      if (amount > 0n) notCash.push({ method, amount, reference: null });
      left -= amount;
    }
    if (owes) return { ...sale, terms, tenders: inCash && left > 1n ? [...notCash, cashOf(left / 2n)] : notCash };
    if (!inCash) {
      const rest: Tender[] = left > 0n ? [{ method: 'qris', amount: left, reference: null }] : [];
      return { ...sale, terms, tenders: [...notCash, ...rest] };
    }
    const enough = left + sale.context.outlet.cashRoundingStep + more;
    const cash = Array.from({ length: Number(cashParts) }, (_, part): Tender => {
      const share = enough / cashParts + (part === 0 ? enough % cashParts : 0n);
      return cashOf(share);
    }).filter(({ amount }) => amount > 0n);
    return { ...sale, terms, tenders: cashFirst ? [...cash, ...notCash] : [...notCash, ...cash] };
  });
