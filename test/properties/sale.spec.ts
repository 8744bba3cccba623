import fc from 'fast-check';
import { groupBy } from '../../src/kernel/group-by';
import { sum } from '../../src/kernel/money';
import type { ComboChoice } from '../../src/modules/sales/domain/cart';
import { countTogether, toCartLine } from '../../src/modules/sales/domain/cart-lines';
import { postSale } from '../../src/modules/sales/domain/posting';
import { settle } from '../../src/modules/sales/domain/settlement';
import { taxInside, taxOn } from '../../src/modules/sales/domain/taxation';
import { planTransaction } from '../../src/modules/sales/domain/transaction-plan';
import { anyCart, anySale, COMBO_SLOTS } from '../support/any-cart';

const RUNS = { numRuns: 300 };

function chosenIn(choices: readonly ComboChoice[]): string[] {
  return COMBO_SLOTS.flatMap((slot) =>
    choices.filter(({ slotId }) => slotId === slot).map(({ productId }) => productId),
  );
}

describe('Any cart', () => {
  it('is the sum of its lines', () => {
    fc.assert(
      fc.property(anyCart, ({ cart, items }) => {
        expect(cart.lines.map(({ product }) => product.id)).toEqual(
          items.flatMap(({ productId, choices }) => (choices.length > 0 ? chosenIn(choices) : [productId])),
        );
        expect(sum(cart.lines.map((line) => line.subtotal))).toBe(cart.subtotal);
        expect(sum(cart.lines.map((line) => line.serviceCharge))).toBe(cart.serviceCharge);
        expect(sum(cart.lines.map((line) => line.taxAmount))).toBe(cart.taxAmount);
        expect(sum(cart.lines.map((line) => line.total))).toBe(cart.total);
        expect(sum(cart.lines.map((line) => line.discountAmount))).toBe(cart.discountAmount);
        expect(cart.total).toBe(cart.subtotal - cart.discountAmount + cart.serviceCharge + cart.taxAmount);
      }),
      RUNS,
    );
  });

  it('has combos whose parts cost and lose together what the combo does', () => {
    fc.assert(
      fc.property(anyCart, ({ cart, items, context, occasion }) => {
        const together = countTogether(items);
        items.forEach((item, index) => {
          const parts = cart.lines.filter(({ itemNumber }) => itemNumber === index + 1);
          expect(sum(parts.map(({ gross }) => gross))).toBe(toCartLine(item, context, occasion, together).gross);
          if (item.choices.length === 0) return;
          const { unitPrice, listed } = parts[0]!.soldIn!;
          const upcharges = sum(parts.map(({ soldIn }) => soldIn!.upcharge));
          expect(sum(parts.map((part) => part.unitPrice))).toBe(unitPrice + upcharges);
          expect(sum(parts.map((part) => part.listed.price))).toBe(listed.price + upcharges);
        });
      }),
      RUNS,
    );
  });

  it('has no line of less than nothing', () => {
    fc.assert(
      fc.property(anyCart, ({ cart }) => {
        for (const line of cart.lines) {
          const { subtotal, discountAmount, serviceCharge, taxAmount, taxBase, total, gross, net } = line;
          for (const part of [subtotal, discountAmount, serviceCharge, taxAmount, taxBase, gross, net, total]) {
            expect(part >= 0n).toBe(true);
          }
          expect(discountAmount <= subtotal && subtotal <= gross).toBe(true);
          expect(total).toBe(subtotal - discountAmount + serviceCharge + taxAmount);
        }
      }),
      RUNS,
    );
  });

  it('says why each rupiah was taken off, and takes no more off a line than it costs', () => {
    fc.assert(
      fc.property(anyCart, ({ cart }) => {
        for (const { discounts, discountAmount, gross, net } of cart.lines) {
          expect(sum(discounts.map(({ amount }) => amount))).toBe(gross - net);
          expect(sum(discounts.map(({ beforeTax }) => beforeTax))).toBe(discountAmount);
          for (const { amount, beforeTax } of discounts) {
            expect(amount > 0n && beforeTax >= 0n && beforeTax <= amount).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it('is given each promotion once, none where another is alone, and of a voucher what it is worth at most', () => {
    fc.assert(
      fc.property(anyCart, ({ cart, context }) => {
        const promotions = new Map(context.promotions.map((promotion) => [promotion.id, promotion]));
        const off = new Map<string, bigint>();
        for (const { discounts } of cart.lines) {
          const given = discounts.filter(({ source }) => source === 'promotion').map(({ sourceId }) => sourceId!);
          expect(new Set(given).size).toBe(given.length);
          expect(given.length === 1 || given.every((id) => !promotions.get(id)!.exclusive)).toBe(true);
          for (const { sourceId, amount } of discounts) off.set(sourceId!, (off.get(sourceId!) ?? 0n) + amount);
        }
        for (const { id, remaining } of context.vouchers) {
          expect(off.get(id)! > 0n && (remaining === null || off.get(id)! <= remaining)).toBe(true);
        }
        for (const { id, maxAmount, kind, amount } of promotions.values()) {
          const most = kind === 'fixed' ? amount : maxAmount;
          expect(most === null || (off.get(id) ?? 0n) <= most).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('is taxed per group: what the price includes plus what it does not', () => {
    fc.assert(
      fc.property(anyCart, ({ cart, context }) => {
        for (const [rule, lines] of groupBy(cart.lines, (line) => line.taxRule)) {
          const net = sum(lines.map((line) => line.net));
          const service = context.outlet.serviceChargeTaxable ? sum(lines.map((line) => line.serviceCharge)) : 0n;
          const due = rule.priceIncludesTax ? taxInside(net, rule) + taxOn(service, rule) : taxOn(net + service, rule);
          expect(sum(lines.map((line) => line.taxAmount))).toBe(due);
        }
      }),
      RUNS,
    );
  });

  it('without a service charge costs what the shelf says, less the discount, where the price includes the tax', () => {
    fc.assert(
      fc.property(anyCart, ({ cart }) => {
        const inclusive = cart.lines.filter((line) => line.taxRule.priceIncludesTax && line.serviceCharge === 0n);
        fc.pre(cart.serviceCharge === 0n && inclusive.length > 0);
        for (const line of inclusive) expect(line.total).toBe(line.net);
      }),
      RUNS,
    );
  });
});

describe('Any sale', () => {
  it('is paid to the rupiah, with change out of cash only', () => {
    fc.assert(
      fc.property(anySale, ({ cart, context, tenders, terms: wish }) => {
        const step = context.outlet.cashRoundingStep;
        const settled = settle(cart.total, tenders, step, 'nearest', wish);
        expect(settled.grandTotal).toBe(cart.total + settled.rounding);
        const due = settled.grandTotal + settled.tip;
        expect(settled.paid - settled.change + settled.onAccount).toBe(due);
        expect(sum(settled.payments.map((payment) => payment.settled)) + settled.onAccount).toBe(due);
        expect(settled.onAccount === 0n || (wish.mayOwe && settled.rounding === 0n && settled.tip === 0n)).toBe(true);
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
        const rounded = cash.length > 0 && settled.onAccount === 0n;
        expect(rounded ? sum(cash.map((payment) => payment.settled)) % step : 0n).toBe(0n);
      }),
      RUNS,
    );
  });

  it('balances in the journal, each line on one side', () => {
    fc.assert(
      fc.property(anySale, ({ cart, context, tenders, terms: wish }) => {
        const settled = settle(cart.total, tenders, context.outlet.cashRoundingStep, 'nearest', wish);
        const lines = postSale(cart, settled, 'a customer');
        const debits = sum(lines.map((line) => line.debit));
        expect(debits).toBe(sum(lines.map((line) => line.credit)));
        const lost = settled.rounding < 0n ? -settled.rounding : 0n;
        expect(debits).toBe(settled.grandTotal + settled.tip + cart.discountAmount + lost);
        for (const { debit, credit } of lines)
          expect(debit > 0n !== credit > 0n && debit >= 0n && credit >= 0n).toBe(true);
      }),
      RUNS,
    );
  });

  it('is planned in plain JSON: whole numbers and text, nothing lost', () => {
    fc.assert(
      fc.property(anySale, ({ cart, context, tenders, terms: wish }) => {
        const settled = settle(cart.total, tenders, context.outlet.cashRoundingStep, 'nearest', wish);
        const plan = planTransaction(terms, cart, settled, context, { key: 'key', operation: 'op', requestHash: '00' });
        expect([...numbersIn(plan)].filter((number) => !Number.isSafeInteger(number))).toEqual([]);
        const { transaction: sale, items, payments, balances, drawerMovement } = plan;
        expect(sale.grandTotal).toBe(
          sale.subtotal - sale.discountAmount + sale.serviceCharge + sale.taxAmount + sale.rounding,
        );
        expect(items.reduce((total, line) => total + line.total, 0)).toBe(sale.grandTotal - sale.rounding);
        expect(payments.reduce((total, { amount }) => total + amount, 0)).toBe(
          sale.grandTotal + sale.tip - sale.onAccount,
        );
        expect(balances.openItem?.amount ?? 0).toBe(sale.onAccount);
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
  dueDate: null,
  points: 0n,
  approvals: [],
  notes: null,
  occurredAt: new Date('2026-11-21T03:00:00Z'),
  offline: null,
  businessDate: '2026-11-21',
};

function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) yield* numbersIn(inner);
}
