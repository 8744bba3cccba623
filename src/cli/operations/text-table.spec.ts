import { textTable } from './text-table';

it('A table has words to the left and numbers to the right, under the names of its columns', () => {
  const rows = [
    { listener: 'loyalty', waiting: 7, 'oldest wait': '-' },
    { listener: 'rabbitmq', waiting: 12_345_678, 'oldest wait': '31 s' },
  ];
  expect(textTable(rows)).toBe(
    ['listener   waiting  oldest wait', 'loyalty          7  -', 'rabbitmq  12345678  31 s'].join('\n'),
  );
});

it('A table without rows is empty', () => {
  expect(textTable([])).toBe('');
});
