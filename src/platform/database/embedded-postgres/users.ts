import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './processes';

let registrations = 0;

/**
 * The processes that use one server, each a file named by its pid: the last to leave stops the server, also one that
 * a killed process left running.
 */
export function joinUsers(folder: string): { leave(): { last: boolean } } {
  const mine = `${process.pid}.${++registrations}`;
  writeFileSync(join(folder, mine), '');
  return {
    leave() {
      rmSync(join(folder, mine), { force: true });
      const others = existsSync(folder) ? readdirSync(folder) : [];
      const dead = others.filter((name) => !isAlive(Number.parseInt(name, 10)));
      for (const name of dead) rmSync(join(folder, name), { force: true });
      return { last: others.length === dead.length };
    },
  };
}
