import { tender } from '../../../../test/support/sale-terms';
import { MONEY_MAX } from '../../../kernel/money';
import { settle } from './settlement';

const cash = (amount: bigint) => tender('cash', amount);
const qris = (amount: bigint) => tender('qris', amount);
const card = (amount: bigint) => tender('card', amount);

describe('A settlement', () => {
  it.each([
    { why: 'cash to the rupiah', total: 100n, step: 1n, pay: [cash(100n)], rounding: 0n, change: [0n] },
    { why: 'change out of cash', total: 86n, step: 1n, pay: [cash(100n)], rounding: 0n, change: [14n] },
    { why: 'rounded up to the step', total: 103_950n, step: 100n, pay: [cash(104_000n)], rounding: 50n, change: [0n] }, // J04
    {
      why: 'rounded down to the step',
      total: 103_949n,
      step: 100n,
      pay: [cash(104_000n)],
      rounding: -49n,
      change: [100n],
    },
    { why: 'no rounding without cash', total: 103_950n, step: 100n, pay: [qris(103_950n)], rounding: 0n, change: [0n] },
    {
      why: 'only what is left for cash is rounded', // J08
      total: 111_030n,
      step: 100n,
      pay: [qris(61_010n), cash(100_000n)],
      rounding: -20n,
      change: [0n, 50_000n],
    },
    {
      why: 'all by QRIS, and the cash handed back',
      total: 500n,
      step: 100n,
      pay: [qris(500n), cash(200n)],
      rounding: 0n,
      change: [0n, 200n],
    },
    {
      why: 'from the last cash backwards',
      total: 120n,
      step: 1n,
      pay: [cash(100n), card(10n), cash(50n), cash(20n)],
      rounding: 0n,
      change: [0n, 0n, 40n, 20n],
    },
    {
      why: 'a sum below half a step is given away',
      total: 49n,
      step: 100n,
      pay: [cash(100n)],
      rounding: -49n,
      change: [100n],
    },
    { why: 'nothing to pay, nothing paid', total: 0n, step: 100n, pay: [], rounding: 0n, change: [] },
  ])('of $total: $why', ({ total, step, pay, rounding, change }) => {
    const settled = settle(total, pay, step);
    expect(settled).toMatchObject({ rounding, grandTotal: total + rounding });
    expect(settled.payments.map((payment) => payment.change)).toEqual(change);
    expect(settled.payments.map((payment) => payment.settled)).toEqual(pay.map(({ amount }, n) => amount - change[n]!));
    expect(settled.paid - settled.change).toBe(settled.grandTotal);
  });

  it.each([
    ['sales.payment-short', 'nothing', 100n, [], { due: 100, paid: 0 }],
    ['sales.payment-short', 'too little', 1_000n, [cash(600n), card(300n)], { due: 1_000, paid: 900 }],
    ['sales.payment-short', 'less than the rounded total', 103_950n, [cash(103_950n)], { due: 104_000, paid: 103_950 }],
    ['sales.change-beyond-cash', 'too much by card', 100n, [card(101n)], { due: 100, paid: 101 }],
    [
      'sales.change-beyond-cash',
      'too much by QRIS beside cash',
      100n,
      [cash(50n), qris(101n)],
      { due: 100, paid: 151 },
    ],
  ])('is refused as %s: %s', (code, _, total, pay, details) => {
    expect(() => settle(total, pay, 100n)).toThrow(expect.objectContaining({ kind: 'invalid', code, details }));
  });

  it.each([
    ['in cash', [cash(MONEY_MAX), cash(1n)]],
    ['by card', [card(MONEY_MAX), card(MONEY_MAX)]],
  ])('is refused when more is handed over %s than JSON can carry', (_, pay) => {
    expect(() => settle(100n, pay, 1n)).toThrow(expect.objectContaining({ code: 'sales.amount-too-large' }));
  });

  it('takes the tip beside the total, and rounds what is left for cash of both', () => {
    expect(settle(100_000n, [card(120_000n)], 100n, 'nearest', { tip: 20_000n })).toMatchObject({
      ...{ grandTotal: 100_000n, rounding: 0n, tip: 20_000n, paid: 120_000n, change: 0n, onAccount: 0n },
    });
    expect(settle(103_950n, [cash(110_000n)], 1_000n, 'nearest', { tip: 5_000n })).toMatchObject({
      ...{ grandTotal: 104_000n, rounding: 50n, tip: 5_000n, change: 1_000n },
    });
    expect(() => settle(100n, [card(109n)], 1n, 'nearest', { tip: 10n })).toThrow(
      expect.objectContaining({ code: 'sales.payment-short', details: { due: 110, paid: 109 } }),
    );
    expect(() => settle(100n, [], 1n, 'nearest', { tip: MONEY_MAX })).toThrow(
      expect.objectContaining({ code: 'sales.amount-too-large' }),
    );
  });

  it.each([
    { why: 'all of it, which no cash rounds', pay: [], onAccount: 111_060n },
    { why: 'the rest', pay: [cash(40_000n), qris(1_000n)], onAccount: 70_060n },
    { why: 'the last rupiah', pay: [card(111_059n)], onAccount: 1n },
    { why: 'nothing when all is paid, rounded as ever', pay: [cash(111_100n)], onAccount: 0n, rounding: 40n },
  ])('may leave on account $why', ({ pay, onAccount, rounding = 0n }) => {
    const settled = settle(111_060n, pay, 100n, 'nearest', { mayOwe: true });
    expect(settled).toMatchObject({ onAccount, rounding, change: 0n, grandTotal: 111_060n + rounding });
    expect(settled.paid + onAccount).toBe(settled.grandTotal);
  });

  it('leaves on account no tip, and nothing that cash could not pay', () => {
    expect(() => settle(100n, [cash(50n)], 1n, 'nearest', { tip: 10n, mayOwe: true })).toThrow(
      expect.objectContaining({ code: 'sales.tip-on-account' }),
    );
    expect(() => settle(111_060n, [cash(111_080n)], 100n, 'nearest', { mayOwe: true })).toThrow(
      expect.objectContaining({ code: 'sales.payment-short' }),
    );
  });
});
