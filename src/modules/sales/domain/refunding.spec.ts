import { comesBackWhole, type RefundableItem, returnItems } from './refunding';

const UNIT = 10_000n;

/** Seven pieces, of which these are left with what is left of their amounts. */
function item(facts: Partial<RefundableItem> = {}): RefundableItem {
  return {
    ...{ id: 'soap', productId: 'soap', name: 'Sabun', taxRole: 'VAT_OUT', stockItemId: 'soap' },
    ...{ quantity: 7n * UNIT, quantityDecimals: 0, quantityLeft: 7n * UNIT, unitFactor: UNIT, cost: 20n },
    left: { gross: 9n, subtotal: 5n, discountAmount: 4n, serviceCharge: 3n, taxBase: 100n, taxAmount: 11n },
    ...facts,
  };
}

/** Brings it back one by one, as the stored shares would make it. */
function oneByOne(): ReturnType<typeof returnItems> {
  let left = item();
  return Array.from({ length: 7 }, () => {
    const [returned] = returnItems([left], [{ itemId: 'soap', quantity: UNIT, restock: true }]);
    const amounts = Object.entries(left.left).map(([name, amount]) => [name, amount - returned![name as 'gross']]);
    left = { ...left, quantityLeft: left.quantityLeft - UNIT, left: Object.fromEntries(amounts) };
    return returned!;
  });
}

describe('What comes back piece by piece', () => {
  it.each(['gross', 'subtotal', 'discountAmount', 'serviceCharge', 'taxBase', 'taxAmount', 'cost'] as const)(
    'sums to the %s of all',
    (amount) => {
      const sum = oneByOne().reduce((total, piece) => total + piece[amount]!, 0n);
      expect(sum).toBe(amount === 'cost' ? 20n : item().left[amount]);
    },
  );

  it('never has a discount beyond its subtotal', () => {
    expect(oneByOne().filter(({ subtotal, discountAmount }) => discountAmount > subtotal)).toEqual([]);
  });

  it('comes to its subtotal less discount, with service and tax', () => {
    expect(oneByOne().reduce((total, piece) => total + piece.total, 0n)).toBe(5n - 4n + 3n + 11n);
  });
});

it('Damaged goods bring no cost back, and leave the cost of the others as it was', () => {
  const [damaged] = returnItems([item()], [{ itemId: 'soap', quantity: 3n * UNIT, restock: false }]);
  expect(damaged!.cost).toBeNull();
  const rest = item({ quantityLeft: 4n * UNIT });
  expect(returnItems([rest], [{ itemId: 'soap', quantity: 4n * UNIT, restock: true }])[0]!.cost).toBe(11n); // 20 - 9
});

it('A sale comes back whole when nothing of it is left', () => {
  const items = [item(), item({ id: 'tea', quantityLeft: 0n })];
  const all = returnItems(items, [{ itemId: 'soap', quantity: 7n * UNIT, restock: true }]);
  const some = returnItems(items, [{ itemId: 'soap', quantity: 6n * UNIT, restock: true }]);
  expect([comesBackWhole(items, all), comesBackWhole(items, some)]).toEqual([true, false]);
});

it.each([
  ['more than is left', [{ itemId: 'soap', quantity: 8n * UNIT }], 'sales.refund-beyond-sold'],
  ['half a piece', [{ itemId: 'soap', quantity: UNIT / 2n }], 'sales.quantity-too-fine'],
  ['what was not sold', [{ itemId: 'tea', quantity: UNIT }], 'sales.transaction-item-not-found'],
  [
    'an item twice',
    [
      { itemId: 'soap', quantity: UNIT },
      { itemId: 'soap', quantity: UNIT },
    ],
    'sales.refund-item-twice',
  ],
])('Refuses %s', (_, asked, code) => {
  const returns = asked.map((one) => ({ ...one, restock: true }));
  expect(() => returnItems([item()], returns)).toThrow(expect.objectContaining({ code }));
});
