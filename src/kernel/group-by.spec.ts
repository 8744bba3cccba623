import { groupBy } from './group-by';

it('keeps the order of the items and of the keys', () => {
  expect([...groupBy(['beta', 'alpha', 'bravo'], (word) => word[0])]).toEqual([
    ['b', ['beta', 'bravo']],
    ['a', ['alpha']],
  ]);
});
