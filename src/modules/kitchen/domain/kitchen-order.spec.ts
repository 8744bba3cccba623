import { kitchenOrderOf, orderNumberOf, type SoldCart } from './kitchen-order';

const coffee = {
  itemId: 'item-1',
  lineNumber: 1,
  productId: 'coffee',
  name: 'Kopi Susu',
  quantity: '2',
  station: 'bar',
  modifiers: [{ modifierId: 'less-sugar', name: 'Less sugar', quantity: 1 }],
  notes: 'hot',
};
const bottle = { ...coffee, itemId: 'item-2', lineNumber: 2, name: 'Air Mineral', station: null, modifiers: [] };

const cart = (items: SoldCart['items']): SoldCart => ({
  transactionId: 'sale',
  outletId: 'outlet',
  receiptNumber: 'JKT1-20261121-000042',
  orderType: 'dine_in',
  tableId: null,
  notes: 'birthday',
  items,
});

describe('The order of a sale', () => {
  const placedAt = new Date('2026-11-21T02:00:00Z');

  it('holds what a station makes, and bears the id of its sale', () => {
    expect(kitchenOrderOf(cart([coffee, bottle]), placedAt)).toMatchObject({
      id: 'sale',
      orderNumber: '042',
      notes: 'birthday',
      placedAt,
      items: [{ itemId: 'item-1', station: 'bar', modifiers: [{ name: 'Less sugar', quantity: 1 }] }],
    });
  });

  it('is none when nothing is to be made', () => {
    expect(kitchenOrderOf(cart([bottle]), placedAt)).toBeNull();
  });
});

it.each([
  ['JKT1-20261121-000001', '001'],
  ['JKT1-20261121-000999', '999'],
  ['JKT1-20261121-001000', '1000'],
  ['JKT1-20261121-1234567', '1234567'],
])('calls out the receipt %s as %s', (receiptNumber, orderNumber) => {
  expect(orderNumberOf(receiptNumber)).toBe(orderNumber);
});
