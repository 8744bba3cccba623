import { subjectOf } from './subject';

it.each([
  ['an order', { orderId: 'order', transactionId: 'sale', outletId: 'outlet' }, 'order'],
  ['a sale', { transactionId: 'sale', shiftId: 'shift' }, 'sale'],
  ['a shift', { shiftId: 'shift', outletId: 'outlet' }, 'shift'],
  ['nothing that has a name yet', { outletId: 'outlet' }, null],
])('an event is about %s', (_, payload, subject) => {
  expect(subjectOf(payload)).toBe(subject);
});
