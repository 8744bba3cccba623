import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isWithinReach, runsAsRoot, type Account } from './account';

/** Creates a folder that others may pass through, whatever the umask. Folders that were there stay as they are. */
export function makeFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) chmodSync(folder, 0o755);
}

/** A folder outside the checkout, the same at every start, for what the account cannot reach inside. */
export function folderWithinReach(account: Account): string {
  const temporary = join(tmpdir(), `tillbook-${process.getuid?.() ?? 'user'}`);
  const candidates = runsAsRoot() ? ['/var/lib/tillbook', temporary] : [temporary];
  const folder = candidates.find((candidate) => isOurs(candidate) && isWithinReach(candidate, account));
  if (folder === undefined) {
    throw new Error(`PostgreSQL needs a folder that its account can enter; tried ${candidates.join(', ')}`);
  }
  return folder;
}

/** Anybody may have made a folder of this name in a temporary folder, and what lies in it is executed. */
function isOurs(folder: string): boolean {
  try {
    makeFolder(folder);
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}
