import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, and another account's
  }
}

/**
 * Whether a live process is a PostgreSQL server over this folder, which is its working directory. A pid in a file
 * may have gone to another process since, or belong to a dead one that nobody has buried.
 */
export function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return isSameFolder(`/proc/${pid}/cwd`, cluster);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (process.platform === 'linux' && code === 'ENOENT') return false; // gone, or dead and unburied
  }
  // No /proc here, or not allowed to look. Believe any server: taking another's folder is worse than waiting for it.
  return commandOf(pid).includes('postgres');
}

function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [statSync(one), statSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout ?? '';
}
