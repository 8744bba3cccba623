import { noteCustomer, readCustomerNote } from './customer-note';

it.each([
  ['Sari', 'panas', 'customer_name: Sari\npanas'],
  ['Sari', null, 'customer_name: Sari'],
  ['Sari', 'a\nb', 'customer_name: Sari\na\nb'],
  [null, 'panas', 'panas'],
  [null, null, null],
])('the customer %p and the notes %p are noted together, and read apart again', (name, notes, noted) => {
  expect(noteCustomer(name, notes)).toBe(noted);
  expect(readCustomerNote(noted)).toEqual({ name, notes });
});
