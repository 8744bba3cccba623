import fc from 'fast-check';
import { groupBy } from '../../src/kernel/group-by';
import { sum } from '../../src/kernel/money';
import { postSale } from '../../src/modules/sales/domain/posting';
import { settle } from '../../src/modules/sales/domain/settlement';
import { taxInside, taxOn } from '../../src/modules/sales/domain/taxation';
import { planTransaction } from '../../src/modules/sales/domain/transaction-plan';
import { anyCart, anySale } from '../support/any-cart';

const RUNS = { numRuns: 300 };

describe('Any cart', () => {
  it('is the sum of its lines', () => {
    fc.assert(
      fc.property(anyCart, ({ cart, items }) => {
        expect(cart.lines.map(({ product }) => product.id)).toEqual(items.map(({ productId }) => productId));
        expect(sum(cart.lines.map((line) => line.subtotal))).toBe(cart.subtotal);
        expect(sum(cart.lines.map((line) => line.serviceCharge))).toBe(cart.serviceCharge);
        expect(sum(cart.lines.map((line) => line.taxAmount))).toBe(cart.taxAmount);
        expect(sum(cart.lines.map((line) => line.total))).toBe(cart.total);
        expect(cart.total).toBe(cart.subtotal + cart.serviceCharge + cart.taxAmount);
      }),
      RUNS,
    );
  });

  it('has no line of less than nothing', () => {
    fc.assert(
      fc.property(anyCart, ({ cart }) => {
        for (const { subtotal, serviceCharge, taxAmount, taxBase, total, gross } of cart.lines) {
          for (const part of [subtotal, serviceCharge, taxAmount, taxBase, gross]) expect(part >= 0n).toBe(true);
          expect(total).toBe(subtotal + serviceCharge + taxAmount);
        }
      }),
      RUNS,
    );
  });

  it('is taxed per group: what the price includes plus what it does not', () => {
    fc.assert(
      fc.property(anyCart, ({ cart, context }) => {
        for (const [rule, lines] of groupBy(cart.lines, (line) => line.taxRule)) {
          const gross = sum(lines.map((line) => line.gross));
          const service = context.outlet.serviceChargeTaxable ? sum(lines.map((line) => line.serviceCharge)) : 0n;
          const due = rule.priceIncludesTax
            ? taxInside(gross, rule) + taxOn(service, rule)
            : taxOn(gross + service, rule);
          expect(sum(lines.map((line) => line.taxAmount))).toBe(due);
        }
      }),
      RUNS,
    );
  });

  it('without a service charge costs what the shelf says where the price includes the tax', () => {
    fc.assert(
      fc.property(anyCart, ({ cart }) => {
        const inclusive = cart.lines.filter((line) => line.taxRule.priceIncludesTax && line.serviceCharge === 0n);
        fc.pre(cart.serviceCharge === 0n && inclusive.length > 0);
        for (const line of inclusive) expect(line.subtotal + line.taxAmount).toBe(line.gross);
      }),
      RUNS,
    );
  });
});

describe('Any sale', () => {
  it('is paid to the rupiah, with change out of cash only', () => {
    fc.assert(
      fc.property(anySale, ({ cart, context, tenders }) => {
        const step = context.outlet.cashRoundingStep;
        const settled = settle(cart.total, tenders, step);
        expect(settled.grandTotal).toBe(cart.total + settled.rounding);
        expect(settled.paid - settled.change).toBe(settled.grandTotal);
        expect(sum(settled.payments.map((payment) => payment.settled))).toBe(settled.grandTotal);
        expect(sum(settled.payments.map((payment) => payment.change))).toBe(settled.change);
        expect(2n * settled.rounding <= step && 2n * settled.rounding >= -step).toBe(true);
        for (const { method, amount, change, settled: applied } of settled.payments) {
          expect(applied).toBe(amount - change);
          expect(change >= 0n && applied >= 0n).toBe(true);
          expect(change === 0n || method === 'cash').toBe(true);
        }
        const cash = settled.payments.filter(({ method }) => method === 'cash');
        const roundedTo = cash.length === 0 ? cart.total : cart.total + settled.rounding;
        expect(settled.grandTotal).toBe(roundedTo);
        expect(cash.length === 0 ? 0n : sum(cash.map((payment) => payment.settled)) % step).toBe(0n);
      }),
      RUNS,
    );
  });

  it('balances in the journal, each line on one side', () => {
    fc.assert(
      fc.property(anySale, ({ cart, context, tenders }) => {
        const settled = settle(cart.total, tenders, context.outlet.cashRoundingStep);
        const lines = postSale(cart, settled);
        const debits = sum(lines.map((line) => line.debit));
        expect(debits).toBe(sum(lines.map((line) => line.credit)));
        expect(debits).toBe(settled.grandTotal + (settled.rounding < 0n ? -settled.rounding : 0n));
        for (const { debit, credit } of lines)
          expect(debit > 0n !== credit > 0n && debit >= 0n && credit >= 0n).toBe(true);
      }),
      RUNS,
    );
  });

  it('is planned in plain JSON: whole numbers and text, nothing lost', () => {
    fc.assert(
      fc.property(anySale, ({ cart, context, tenders }) => {
        const settled = settle(cart.total, tenders, context.outlet.cashRoundingStep);
        const plan = planTransaction(terms, cart, settled, context, { key: 'key', operation: 'op', requestHash: '00' });
        expect([...numbersIn(plan)].filter((number) => !Number.isSafeInteger(number))).toEqual([]);
        const { transaction: sale, items, payments, drawerMovement } = plan;
        expect(sale.grandTotal).toBe(
          sale.subtotal - sale.discountAmount + sale.serviceCharge + sale.taxAmount + sale.rounding,
        );
        expect(items.reduce((total, line) => total + line.total, 0)).toBe(sale.grandTotal - sale.rounding);
        expect(payments.reduce((total, { amount }) => total + amount, 0)).toBe(sale.grandTotal);
        const cash = payments
          .filter(({ method }) => method === 'cash')
          .reduce((total, { amount }) => total + amount, 0);
        expect(drawerMovement?.amount ?? 0).toBe(cash);
      }),
      RUNS,
    );
  });
});

const terms = {
  transactionId: 'sale',
  businessId: 'business',
  actor: { employeeId: 'cashier', role: 'cashier' },
  correlationId: 'request',
  shiftId: 'shift',
  orderType: 'retail' as const,
  tableId: null,
  customerId: null,
  notes: null,
  occurredAt: new Date('2026-11-21T03:00:00Z'),
  businessDate: '2026-11-21',
};

function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) yield* numbersIn(inner);
}
