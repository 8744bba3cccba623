import { fitsDecimals, formatQuantity, parseQuantity, priceOf } from './quantity';

it.each([
  ['2', 20_000n, '2'],
  ['0.25', 2_500n, '0.25'],
  ['0.2500', 2_500n, '0.25'],
  ['007.10', 71_000n, '7.1'],
  ['0.0001', 1n, '0.0001'],
  ['0', 0n, '0'],
  ['999999999.9999', 9_999_999_999_999n, '999999999.9999'],
])('reads %s as %s ten-thousandths and writes %s', (text, quantity, shortest) => {
  expect(parseQuantity(text)).toBe(quantity);
  expect(formatQuantity(quantity)).toBe(shortest);
});

it.each([
  '',
  ' 1',
  '1 ',
  '-1',
  '+1',
  '1.',
  '.5',
  '1,5',
  '1e3',
  'NaN',
  'Infinity',
  '0x10',
  '1.00001',
  '1000000000000',
  '١',
])('refuses %j', (text) => {
  expect(parseQuantity(text)).toBeNull();
});

it.each([
  [-20_000n, '-2'],
  [-2_500n, '-0.25'],
])('writes %s as %s', (quantity, text) => {
  expect(formatQuantity(quantity)).toBe(text);
});

it.each([
  ['2', 0, true],
  ['2.5', 0, false],
  ['0.125', 3, true],
  ['0.1255', 3, false],
  ['0.1255', 4, true],
])('%s fits %s decimals: %s', (text, decimals, fits) => {
  expect(fitsDecimals(parseQuantity(text)!, decimals)).toBe(fits);
});

it.each([
  [34_000n, '0.755', 25_670n],
  [3n, '0.5', 2n],
  [3n, '0.4999', 1n],
  [25_000n, '2', 50_000n],
  [0n, '5', 0n],
])('%s each, %s of it costs %s', (unitPrice, quantity, price) => {
  expect(priceOf(unitPrice, parseQuantity(quantity)!)).toBe(price);
});
