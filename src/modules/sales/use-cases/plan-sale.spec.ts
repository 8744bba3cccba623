import { cartItem, FREE, PPN, productTerms, saleContext, tender } from '../../../../test/support/sale-terms';
import type { Actor } from '../../../kernel/actor';
import { transactionCreatedSchema } from '../contracts/sales.events';
import type { CreateTransactionCommand } from './create-transaction.command';
import { planSale } from './plan-sale';

const NOW = new Date('2026-11-21T16:30:00Z'); // half past midnight in Makassar, 23:30 in Jakarta
const id = (place: number) => `019aa000-0000-7000-8000-${String(place).padStart(12, '0')}`;
const [BUSINESS, CASHIER, OUTLET, SHIFT, COFFEE, BEANS, BAG, SHOT] = [1, 2, 3, 4, 5, 6, 7, 8].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const cashier: Actor = {
  businessId: BUSINESS,
  employeeId: CASHIER,
  role: 'cashier',
  outletIds: [OUTLET],
  outletId: null,
  correlationId: 'request',
};

const context = saleContext(
  [
    productTerms({
      id: COFFEE,
      name: 'Kopi Susu',
      price: 25_000n,
      station: 'bar',
      modifierGroups: [
        {
          id: 'extras',
          name: 'Tambahan',
          minSelect: 0,
          maxSelect: 2,
          modifiers: [{ id: SHOT, name: 'Extra shot', price: 6_000n }],
        },
      ],
    }),
    productTerms({
      id: BEANS,
      name: 'Biji Kopi',
      trackStock: true,
      variants: [{ id: BAG, name: '250 g', price: 95_000n }],
    }),
  ],
  { id: OUTLET, taxRules: [FREE, PPN], timeZone: 'Asia/Makassar', dayStartsAt: '00:00' },
);

const idempotent = {
  idempotencyKey: 'key',
  operation: 'sales.create-transaction',
  requestHash: Buffer.from('c0ffee', 'hex'),
};

function plan(
  command: Partial<CreateTransactionCommand> = {},
  actor = cashier,
  world: typeof context | null = context,
) {
  const whole: CreateTransactionCommand = {
    id: id(99),
    outletId: OUTLET,
    shiftId: SHIFT,
    orderType: 'takeaway',
    tableId: null,
    customerId: null,
    items: [cartItem(COFFEE, { quantity: 20_000n, modifiers: [{ modifierId: SHOT, quantity: 1 }], notes: 'panas' })],
    discount: null,
    vouchers: [],
    approvals: [],
    payments: [tender('cash', 100_000n)],
    tip: 0n,
    dueDate: null,
    notes: null,
    occurredAt: null,
    ...command,
  };
  return planSale(actor, whole, world, idempotent, NOW);
}

describe('The plan of a sale', () => {
  it('is plain JSON', () => {
    const laid = plan({
      items: [cartItem(COFFEE), cartItem(BEANS, { variantId: BAG })],
      payments: [tender('qris', 120_000n)],
    });
    expect(JSON.parse(JSON.stringify(laid))).toEqual(laid);
  });

  it('falls on the day of the outlet', () => {
    expect(plan().transaction).toMatchObject({ businessDate: '2026-11-22', occurredAt: '2026-11-21T16:30:00.000Z' });
    const earlier = plan({ occurredAt: new Date('2026-11-21T15:59:59Z') });
    expect(earlier.transaction.businessDate).toBe('2026-11-21');
    expect(earlier.entry.effectiveDate).toBe('2026-11-21');
  });

  it('takes the id of a till, or makes one', () => {
    expect(plan().transaction.id).toBe(id(99));
    expect(plan({ id: null }).transaction.id).not.toBe(plan({ id: null }).transaction.id);
  });

  it('takes from the shelf what is counted, under the id of its variant', () => {
    expect(plan().stockLines).toEqual([]);
    const { items, stockLines } = plan({
      items: [cartItem(BEANS, { variantId: BAG, quantity: 30_000n })],
      payments: [tender('qris', 285_000n)],
    });
    expect(stockLines).toMatchObject([{ lineId: items[0]!.id, stockItemId: BAG, sourceId: id(99), quantity: '3' }]);
  });

  it('opens for its customer what is left on account', () => {
    const sale = { customerId: id(50), payments: [tender('cash', 12_000n)], dueDate: '2026-11-22' };
    const { transaction, balances, answer } = plan(sale);
    expect(balances.openItem).toMatchObject({
      ...{ customerId: id(50), sourceType: 'sale', sourceId: id(99) },
      ...{ openedOn: '2026-11-22', dueDate: '2026-11-22', amount: 50_000 },
    });
    expect(transaction).toMatchObject({ paid: 12_000, change: 0, onAccount: 50_000, dueDate: '2026-11-22' });
    expect(answer.paymentStatus).toBe('partial');
    expect(plan({ ...sale, payments: [] }).answer.paymentStatus).toBe('unpaid');
    const paid = plan({ ...sale, payments: [tender('cash', 62_000n)] });
    expect([paid.balances.openItem, paid.answer.dueDate, paid.answer.paymentStatus]).toEqual([null, null, 'paid']);
  });

  it('puts into the drawer the cash that stays there', () => {
    expect(plan().drawerMovement).toMatchObject({ amount: 62_000 });
    expect(plan({ payments: [tender('qris', 62_000n)] }).drawerMovement).toBeNull();
    expect(plan({ payments: [tender('qris', 62_000n), tender('cash', 50_000n)] }).drawerMovement).toBeNull();
  });

  it('tells a fact that keeps its contract', () => {
    const { event } = plan();
    expect(transactionCreatedSchema.parse(event.payload)).toEqual(event.payload);
    expect(event.payload.items).toMatchObject([
      { name: 'Kopi Susu', quantity: '2', unitPrice: 25_000, listPrice: 25_000, station: 'bar', notes: 'panas' },
    ]);
    expect(event.actor).toEqual({ employeeId: CASHIER, role: 'cashier' });
  });

  it('shows a price set by hand beside that of the catalog', () => {
    const { event, items } = plan(
      { items: [cartItem(COFFEE, { unitPrice: 20_000n })] },
      { ...cashier, role: 'manager' },
    );
    expect(event.payload.items).toMatchObject([{ unitPrice: 20_000, listPrice: 25_000 }]);
    expect(items).toMatchObject([{ unitPrice: 20_000, listPrice: 25_000 }]);
  });
});

describe('A sale is refused', () => {
  it.each<[string, string, () => unknown]>([
    ['identity.outlet-not-found', 'where there is no such outlet', () => plan({}, cashier, null)],
    [
      'sales.price-override-forbidden',
      'when a cashier sets a price, even the catalog’s',
      () => plan({ items: [cartItem(COFFEE, { unitPrice: 25_000n })] }),
    ],
    [
      'sales.occurred-in-future',
      'before it has happened',
      () => plan({ occurredAt: new Date(NOW.getTime() + 300_001) }),
    ],
    ['catalog.product-not-found', 'without a product', () => plan({ items: [cartItem(id(77))] })],
    ['sales.payment-short', 'without enough money', () => plan({ payments: [] })],
    ['sales.customer-required', 'on account of nobody', () => plan({ payments: [], dueDate: '2026-12-01' })],
    [
      'sales.customer-required',
      'with store credit of nobody',
      () => plan({ payments: [tender('store_credit', 62_000n)] }),
    ],
    [
      'sales.due-date-past',
      'due before it happened',
      () => plan({ customerId: id(50), payments: [], dueDate: '2026-11-21' }),
    ],
  ])('%s: %s', (code, _, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  it('not for a clock that is five minutes ahead', () => {
    expect(plan({ occurredAt: new Date(NOW.getTime() + 300_000) }).transaction.occurredAt).toBe(
      '2026-11-21T16:35:00.000Z',
    );
  });
});
