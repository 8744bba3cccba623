import fc from 'fast-check';
import { priceCart, type PricedCart } from '../../src/modules/sales/domain/pricing';
import type { CartItem, Tender } from '../../src/modules/sales/domain/cart';
import type { ProductTerms, SaleContext, TaxTerms } from '../../src/modules/sales/domain/sale-context';
import { cartItem, productTerms, saleContext, taxTerms } from './sale-terms';

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

const menu = fc.array(product, { minLength: 1, maxLength: 8 }).map((products) =>
  products.map((terms, place): ProductTerms =>
    productTerms({
      ...terms,
      id: `product ${place}`,
      quantityDecimals: 4,
      modifierGroups: [{ id: 'extras', name: 'Extras', minSelect: 0, maxSelect: 99, modifiers: MODIFIERS }],
    }),
  ),
);

const outlet = fc.record({
  serviceChargeBps: fc.oneof(fc.constant(0), fc.constant(500), fc.integer({ min: 0, max: 10_000 })),
  serviceChargeTaxable: fc.boolean(),
  cashRoundingStep: fc.constantFrom(1n, 25n, 50n, 100n, 500n, 1_000n),
});

const item = (productIds: string[]) =>
  fc
    .record({
      productId: fc.constantFrom(...productIds),
      quantity: fc.oneof(
        fc.bigInt({ min: 1n, max: 30n }).map((n) => n * 10_000n),
        fc.bigInt({ min: 1n, max: 999_999n }),
      ),
      modifiers: fc.array(
        fc.record({
          modifierId: fc.constantFrom(...MODIFIERS.map(({ id }) => id)),
          quantity: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 3 },
      ),
      unitPrice: fc.option(price, { freq: 4, nil: null }),
    })
    .map(({ productId, ...rest }) => cartItem(productId, rest));

export interface AnyCart {
  readonly context: SaleContext;
  readonly items: CartItem[];
  readonly cart: PricedCart;
}

/** Any cart of an outlet: every tax, inside and on top, several groups at once, with or without a service charge. */
export const anyCart: fc.Arbitrary<AnyCart> = fc
  .tuple(menu, outlet)
  .chain(([products, terms]) =>
    fc.record({
      context: fc.constant(saleContext(products, { ...terms, taxRules: TAXES })),
      items: fc.array(item(products.map(({ id }) => id)), { minLength: 1, maxLength: 12 }),
    }),
  )
  .map(({ context, items }) => ({ context, items, cart: priceCart(items, context, '2026-11-21') }));

const OTHER_METHODS = ['card', 'qris', 'bank_transfer', 'delivery_platform'] as const;

/** How a customer may divide a bill: tenders other than cash take per mille of what is left, cash the rest and more. */
const division = fc.record({
  others: fc.array(fc.tuple(fc.constantFrom(...OTHER_METHODS), fc.bigInt({ min: 1n, max: 1_000n })), { maxLength: 4 }),
  inCash: fc.boolean(),
  more: fc.bigInt({ min: 0n, max: 250_000n }),
  cashParts: fc.bigInt({ min: 1n, max: 3n }),
  cashFirst: fc.boolean(),
});

export const anySale: fc.Arbitrary<AnyCart & { tenders: Tender[] }> = fc
  .record({ sale: anyCart, division })
  .map(({ sale, division: { others, inCash, more, cashParts, cashFirst } }) => {
    let left = sale.cart.total;
    const notCash: Tender[] = [];
    for (const [method, perMille] of others) {
      const amount = (left * perMille) / 1_000n;
      if (amount > 0n) notCash.push({ method, amount, reference: null });
      left -= amount;
    }
    if (!inCash) {
      const rest: Tender[] = left > 0n ? [{ method: 'qris', amount: left, reference: null }] : [];
      return { ...sale, tenders: [...notCash, ...rest] };
    }
    const enough = left + sale.context.outlet.cashRoundingStep + more;
    const cash = Array.from({ length: Number(cashParts) }, (_, part): Tender => {
      const share = enough / cashParts + (part === 0 ? enough % cashParts : 0n);
      return { method: 'cash', amount: share, reference: null };
    }).filter(({ amount }) => amount > 0n);
    return { ...sale, tenders: cashFirst ? [...cash, ...notCash] : [...notCash, ...cash] };
  });
