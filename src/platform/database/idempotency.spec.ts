import { requestHash } from './idempotency';

const sale = { outletId: 'a', items: [{ productId: 'p', quantity: 20_000n }], notes: null, occurredAt: new Date(0) };

it('is the same for the same request, in whatever order its keys came', () => {
  const { outletId, items, ...rest } = sale;
  expect(requestHash({ ...rest, items, outletId })).toEqual(requestHash(sale));
});

it.each([
  { ...sale, outletId: 'b' },
  { ...sale, items: [...sale.items, ...sale.items] },
  { ...sale, items: [{ productId: 'p', quantity: 20_001n }] },
  { ...sale, notes: '' },
  { ...sale, occurredAt: new Date(1) },
  { ...sale, items: { ...sale.items } },
])('is another for another request (%#)', (other) => {
  expect(requestHash(other)).not.toEqual(requestHash(sale));
});
