import journals from '../../../../test/fixtures/journals.json';
import { accountCode } from '../../../../test/support/account-codes';
import { cartItem, occasionOf, productTerms, saleContext, tender } from '../../../../test/support/sale-terms';
import type { AskedDiscount, Tender } from './cart';
import { type PostingLine, postSale } from './posting';
import { priceCart } from './pricing';
import type { OutletTerms } from './sale-context';
import { settle, type SettlementTerms } from './settlement';

type Side = (readonly [code: string, amount: number])[];

const products = [
  productTerms({ id: 'goods', price: 100_000n }),
  productTerms({ id: 'dear goods', price: 600_000n }),
  productTerms({ id: 'goods with PPN', price: 111_000n, taxCode: 'PPN_INSIDE' }),
  productTerms({ id: 'goods before PPN', price: 100_000n, taxCode: 'PPN' }),
  productTerms({ id: 'meal', price: 100_000n, taxCode: 'PBJT', revenueRole: 'SALES_FNB' }),
  productTerms({ id: 'iced tea', price: 28_000n, taxCode: 'PBJT', revenueRole: 'SALES_FNB' }),
];

const cash = (amount: bigint) => tender('cash', amount);
const qris = (amount: bigint) => tender('qris', amount);

function post(
  productIds: string[],
  tenders: Tender[],
  outlet: Partial<OutletTerms> = {},
  discount: AskedDiscount | null = null,
  terms: SettlementTerms = {},
): PostingLine[] {
  const context = saleContext(products, outlet);
  const cart = priceCart(
    productIds.map((id) => cartItem(id)),
    context,
    occasionOf({ discount }),
  );
  const { cashRoundingStep, cashRoundingDirection } = context.outlet;
  return postSale(cart, settle(cart.total, tenders, cashRoundingStep, cashRoundingDirection, terms), 'a customer');
}

const sideOf = (lines: PostingLine[], side: 'debit' | 'credit'): Side =>
  lines.filter((line) => line[side] > 0n).map((line) => [accountCode(line.role), Number(line[side])]);

/** The fixture without its cost of goods, which is posted under the stock's lock. */
function fixture(id: string): { debit: Side; credit: Side } {
  const { debit, credit } = journals.find((journal) => journal.id === id)!;
  const withoutCost = (side: typeof debit) =>
    side
      .map(([code, amount]) => [String(code), Number(amount)] as const)
      .filter(([code]) => !['5101', '1141'].includes(code));
  return { debit: withoutCost(debit), credit: withoutCost(credit) };
}

describe('The journal of a sale', () => {
  it.each<{ id: string; cart: string[]; pay: Tender[]; terms?: SettlementTerms }>([
    { id: 'J02', cart: ['goods before PPN'], pay: [], terms: { mayOwe: true } },
    { id: 'J09', cart: ['goods'], pay: [tender('card', 120_000n)], terms: { tip: 20_000n } },
    { id: 'J49', cart: ['goods with PPN'], pay: [cash(40_000n)], terms: { mayOwe: true } },
    { id: 'J01', cart: ['goods'], pay: [cash(100_000n)] },
    { id: 'J03', cart: ['goods with PPN'], pay: [cash(111_000n)] },
    { id: 'J06', cart: ['dear goods'], pay: [qris(600_000n)] },
    { id: 'J08', cart: ['goods with PPN'], pay: [cash(100_000n), qris(61_000n)] },
  ])('is that of fixture $id', ({ id, cart, pay, terms }) => {
    const lines = post(cart, pay, {}, null, terms);
    expect({ debit: sideOf(lines, 'debit'), credit: sideOf(lines, 'credit') }).toEqual(fixture(id));
  });

  const percent = (rateBps: number): AskedDiscount => ({ off: { kind: 'percentage', rateBps }, reason: null });
  const bill = { serviceChargeBps: 500, cashRoundingStep: 100n } as const;

  it.each<{ id: string; cart: string; pay: bigint; outlet: Partial<OutletTerms>; discount: AskedDiscount }>([
    { id: 'J04', cart: 'meal', pay: 104_000n, outlet: bill, discount: percent(1_000) },
    {
      id: 'J05',
      cart: 'meal',
      pay: 103_900n,
      outlet: { ...bill, cashRoundingDirection: 'down' },
      discount: percent(1_000),
    },
    {
      id: 'J46',
      cart: 'meal',
      pay: 93_500n,
      outlet: { ...bill, serviceChargeBase: 'pre_discount' },
      discount: percent(2_000),
    },
    {
      id: 'J48',
      cart: 'goods before PPN',
      pay: 105_500n,
      outlet: { ...bill, serviceChargeBase: 'pre_discount' },
      discount: { off: { kind: 'fixed', amount: 10_000n }, reason: null },
    },
  ])('with a discount is that of fixture $id', ({ id, cart, pay, outlet, discount }) => {
    const lines = post([cart], [cash(pay)], outlet, discount);
    expect({ debit: sideOf(lines, 'debit'), credit: sideOf(lines, 'credit') }).toEqual(fixture(id));
  });

  it.each<{ why: string; cart: string[]; pay: Tender[]; outlet?: Partial<OutletTerms>; debit: Side; credit: Side }>([
    {
      why: 'service charge, PBJT on both, rounded up', // 100.000 + 5.000 = 105.000; PBJT 10.500; 115.500
      cart: ['meal'],
      pay: [cash(116_000n)],
      outlet: { serviceChargeBps: 500, cashRoundingStep: 1_000n },
      debit: [['1101', 116_000]],
      credit: [
        ['4102', 100_000],
        ['4104', 5_000],
        ['2112', 10_500],
        ['4202', 500],
      ],
    },
    {
      why: 'the same rounded down', // 28.000 + 1.400 = 29.400; PBJT 2.940; 32.340
      cart: ['iced tea'],
      pay: [cash(50_000n)],
      outlet: { serviceChargeBps: 500, cashRoundingStep: 100n },
      debit: [
        ['1101', 32_300],
        ['4202', 40],
      ],
      credit: [
        ['4102', 28_000],
        ['4104', 1_400],
        ['2112', 2_940],
      ],
    },
    {
      why: 'the same by QRIS, which is never rounded',
      cart: ['iced tea'],
      pay: [qris(32_340n)],
      outlet: { serviceChargeBps: 500, cashRoundingStep: 100n },
      debit: [['1121', 32_340]],
      credit: [
        ['4102', 28_000],
        ['4104', 1_400],
        ['2112', 2_940],
      ],
    },
    {
      why: 'PPN on top, with a taxed service charge', // base 105.000; DPP nilai lain 96.250; PPN 11.550; 116.550
      cart: ['goods before PPN'],
      pay: [cash(120_000n)],
      outlet: { serviceChargeBps: 500, cashRoundingStep: 100n },
      debit: [['1101', 116_600]],
      credit: [
        ['4101', 100_000],
        ['4104', 5_000],
        ['2111', 11_550],
        ['4202', 50],
      ],
    },
    {
      why: 'two revenues and two taxes in one cart, by every tender',
      cart: ['goods with PPN', 'meal', 'goods'],
      pay: [
        tender('card', 100_000n),
        tender('bank_transfer', 50_000n),
        tender('delivery_platform', 71_000n),
        cash(100_000n),
      ],
      debit: [
        ['1122', 100_000],
        ['1111', 50_000],
        ['1123', 71_000],
        ['1101', 100_000],
      ],
      credit: [
        ['4101', 200_000],
        ['4102', 100_000],
        ['2111', 11_000],
        ['2112', 10_000],
      ],
    },
  ])('is computed by hand: $why', ({ cart, pay, outlet, debit, credit }) => {
    const lines = post(cart, pay, outlet);
    expect(sideOf(lines, 'debit')).toEqual(debit);
    expect(sideOf(lines, 'credit')).toEqual(credit);
  });

  it('says nothing of cash that went back whole', () => {
    expect(sideOf(post(['goods'], [qris(100_000n), cash(20_000n)]), 'debit')).toEqual([['1121', 100_000]]);
  });
});
