import { tender } from '../../../../test/support/sale-terms';
import { type Funds, takeWhatIsThere } from './funds';
import { settle } from './settlement';

const CARD = 'A'.repeat(20);
const fund = (amount: bigint, state = 'good') => ({ amount, state });
const funds = (more: Partial<Funds> = {}): Funds => ({
  storeCredit: 0n,
  points: 0n,
  giftCards: new Map(),
  intents: new Map(),
  ...more,
});
const card = (amount: bigint, reference: string | null = CARD) => ({ ...tender('gift_card', amount), reference });
const qris = (amount: bigint, intentId = 'intent') => ({ ...tender('qris', amount), intentId });
const credit = (amount: bigint) => tender('store_credit', amount);

describe('What a sale of 100 was paid with', () => {
  it.each([
    ['store credit that nobody has looked at', [credit(100n)], null, 0n, []],
    ['store credit of less', [credit(100n)], funds({ storeCredit: 30n }), 70n, [[30, 'short']]],
    ['store credit in two', [credit(60n), credit(40n)], funds({ storeCredit: 70n }), 30n, [[10, 'short']]],
    ['a card of less', [card(100n)], funds({ giftCards: new Map([[CARD, fund(1n)]]) }), 99n, [[1, 'short']]],
    [
      'a blocked card',
      [card(100n)],
      funds({ giftCards: new Map([[CARD, fund(0n, 'blocked')]]) }),
      100n,
      [[0, 'blocked']],
    ],
    ['a card of nobody', [card(100n)], funds(), 100n, [[0, 'unknown']]],
    ['what is no card', [card(100n, 'x')], null, 100n, [[0, 'unknown']]],
    ['a card without a code', [card(100n, null)], null, 100n, [[0, 'unknown']]],
    ['cash alone', [tender('cash', 100n)], funds(), 0n, []],
    ['an intent of nobody', [qris(100n)], funds(), 100n, [[0, 'unknown']]],
    ['a paid intent', [qris(100n)], paid(100n), 0n, []],
    ['an intent twice', [qris(50n), qris(50n)], paid(50n), 50n, [[0, 'used']]],
    ['an intent of more', [qris(100n)], paid(110n), 100n, [[0, 'differs']]],
    ['an intent of another method', [qris(100n)], paid(100n, 'card'), 100n, [[0, 'differs']]],
    ['an intent that was not paid', [qris(100n)], paid(100n, 'qris', 'expired'), 100n, [[0, 'expired']]],
  ])('by %s: what is there is taken, the rest is owed', (_, tenders, known, missing, told) => {
    const settled = settle(100n, tenders, 1n);
    const covered = takeWhatIsThere(settled, 'a customer', known);
    const { payments, paid: taken, onAccount, grandTotal, change } = covered.settlement;
    expect([onAccount, taken, grandTotal]).toEqual([missing, settled.paid - missing, 100n]);
    expect(payments.reduce((sum, payment) => sum + payment.settled, 0n)).toBe(taken - change);
    expect(covered.missing.map((one) => [one.taken, one.state])).toEqual(told);
  });

  it('by store credit of nobody is owed, whoever has looked', () => {
    const settled = settle(100n, [credit(40n), tender('cash', 70n)], 1n);
    const { settlement } = takeWhatIsThere(settled, null, null);
    expect(settlement).toMatchObject({ onAccount: 40n, paid: 70n, change: 10n });
    expect(settlement.payments).toMatchObject([{ method: 'cash', settled: 60n }]);
  });
});

function paid(amount: bigint, method = 'qris', state = 'paid'): Funds {
  return funds({ intents: new Map([['intent', { amount, method, state }]]) });
}
