import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isWithinReach, runsAsRoot, unprivilegedAccount, type Account } from './account';
import { folderWithinReach, makeFolder } from './folders';

/** Where one database lives: PostgreSQL's own folder, and what belongs beside it. */
export interface Home {
  readonly folder: string;
  readonly cluster: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly users: string;
  readonly account: Account;
}

/** Finds or chooses the home for a data directory. It is `<dataDir>/postgres`, or what that links to. */
export function findHome(dataDir: string, log: (message: string) => void): Home {
  makeFolder(resolve(dataDir));
  const wanted = realpathSync(resolve(dataDir));
  const account = ownerOf(join(wanted, 'postgres')) ?? unprivilegedAccount();
  const folder = homeFolder(wanted, account);
  if (!folder.startsWith(wanted)) {
    log(`The account that PostgreSQL runs as cannot enter ${wanted}; the data is in ${folder}`);
  }
  return {
    folder,
    cluster: join(folder, 'cluster'),
    passwordFile: join(folder, 'password'),
    logFile: join(folder, 'postgres.log'),
    users: join(folder, 'users'),
    account,
  };
}

/** Root leaves the data in the hands of whoever made it, so that both may start it. Nobody else can. */
function ownerOf(folder: string): Account {
  const { uid, gid } = statSync(folder, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
  if (runsAsRoot()) return uid === 0 ? undefined : { uid, gid };
  if (existsSync(folder) && uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to another account: start as that account or as root, or set DATA_DIR`);
  }
  return undefined;
}

/** The link is the memory of where the data went: it outlives a move of the checkout, and goes when `dataDir` goes. */
function homeFolder(wanted: string, account: Account): string {
  const inside = join(wanted, 'postgres');
  if (isLink(inside)) return readlinkSync(inside);
  if (isWithinReach(wanted, account)) return inside;
  if (existsSync(inside)) {
    throw new Error(`PostgreSQL can no longer enter ${wanted}: let its parents be entered by all, or move ${inside}`);
  }
  const outside = join(folderWithinReach(account), `data-${randomBytes(6).toString('hex')}`, 'postgres');
  try {
    symlinkSync(outside, inside);
    return outside;
  } catch (error) {
    if (isLink(inside)) return readlinkSync(inside); // another process chose first
    throw error;
  }
}

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
