import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Account } from './account';
import { makeFolder } from './folders';
import type { Home } from './home';

const INITDB_TIMEOUT_MS = 120_000;

/** PostgreSQL gets nothing of our environment: there are secrets in it, and PG… variables and locales to stumble over. */
export const postgresEnvironment = { LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the home and an empty database in it, unless there is one. It gets its name when it is complete, so neither
 * a process killed meanwhile nor two that start at once leave half of one behind.
 */
export function createCluster(home: Home, binaries: string, { fast }: { fast: boolean }): void {
  if (existsSync(join(home.cluster, 'PG_VERSION'))) return;
  makeFolder(dirname(home.folder));
  const unfinished = `${home.folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const inside = (path: string) => path.replace(home.folder, unfinished);
  mkdirSync(inside(home.users));
  writeFileSync(inside(home.passwordFile), randomBytes(24).toString('hex'), { mode: 0o600 });
  [unfinished, inside(home.users), inside(home.passwordFile)].forEach((path) => giveTo(home.account, path));

  try {
    initdb(binaries, inside(home.cluster), inside(home.passwordFile), home.account, fast);
    renameSync(unfinished, home.folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(join(home.cluster, 'PG_VERSION'))) throw error;
  }
}

export const readPassword = (home: Home): string => readFileSync(home.passwordFile, 'utf8').trim();

function giveTo(account: Account, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

function initdb(binaries: string, cluster: string, passwordFile: string, account: Account, fast: boolean): void {
  const options = [
    ...['-D', cluster, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    // PostgreSQL's own C.UTF-8: the same on every system, and there on every system
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ...(fast ? ['--no-sync'] : []),
    '--no-instructions',
  ];
  const { status, error, stderr } = spawnSync(join(binaries, 'bin', 'initdb'), options, {
    ...account,
    cwd: '/',
    env: postgresEnvironment,
    encoding: 'utf8',
    timeout: INITDB_TIMEOUT_MS,
  });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
}
