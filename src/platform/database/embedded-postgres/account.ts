import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The account PostgreSQL runs as; `undefined` is the account of this process. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

export const runsAsRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root. An account that every system has will do; none is created. */
export function unprivilegedAccount(): Account {
  if (!runsAsRoot()) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!found) throw new Error('PostgreSQL cannot run as root, and no account is named postgres or nobody');
  return { uid: Number(found[2]) >>> 0, gid: Number(found[3]) >>> 0 }; // macOS writes nobody as -2
}

/** Whether the account can enter this folder or execute this file. Asks the kernel: modes are not all that counts. */
export function isWithinReach(path: string, account: Account): boolean {
  if (account === undefined && process.platform === 'win32') return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...account, cwd: '/' }).status === 0;
}
