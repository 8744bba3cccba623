import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { circleIn, type ModuleMap } from './module-map';
import { ROOT } from './source-tree';

const moduleMap = require('../../.module-map.cjs') as ModuleMap;

describe('the map of the modules', () => {
  it('has no circle', () => {
    expect(circleIn(moduleMap)).toBeUndefined();
  });

  it('would show a circle', () => {
    expect(
      circleIn({ identity: [], sales: ['identity', 'inventory'], ledger: [], inventory: ['ledger', 'sales'] }),
    ).toBe('sales → inventory → sales');
    expect(circleIn({ sales: ['sales'] })).toBe('sales → sales');
  });

  it('points only to modules that it lists', () => {
    const unlisted = Object.values(moduleMap)
      .flat()
      .filter((name) => !(name in moduleMap));
    expect(unlisted).toEqual([]);
  });

  it('lists every module there is', () => {
    const folders = readdirSync(join(ROOT, 'src/modules'));
    expect(folders.filter((name) => !(name in moduleMap))).toEqual([]);
  });
});
