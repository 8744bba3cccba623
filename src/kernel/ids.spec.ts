import { derivedId, newId } from './ids';

it('makes ids that sort by the time they were made', () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('derives the same id from the same parent and name only', () => {
  const [parent, other] = [newId(), newId()];
  expect(derivedId(parent, 'entry')).toBe(derivedId(parent, 'entry'));
  expect(derivedId(parent, 'entry')).not.toBe(derivedId(parent, 'order'));
  expect(derivedId(parent, 'entry')).not.toBe(derivedId(other, 'entry'));
});
