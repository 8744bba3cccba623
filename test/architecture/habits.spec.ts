import { breaches, habits } from './habits';
import { filesUnder } from './source-tree';

const code = filesUnder('src', '.ts');

describe.each(habits)('$name', (habit) => {
  it('in the tree as it is', () => {
    expect(breaches(habit, code)).toEqual([]);
  });

  it.each(habit.planted)('or it is seen: $text', (planted) => {
    expect(breaches(habit, [planted])).toEqual([planted.path]);
  });

  it('and a comment is no breach', () => {
    const commented = habit.planted.map(({ path, text }) => ({ path, text: `/* ${text} */\n// ${text}\nexport {};` }));
    expect(breaches(habit, commented)).toEqual([]);
  });
});
