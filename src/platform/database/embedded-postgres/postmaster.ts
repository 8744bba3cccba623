import { spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync, readFileSync, rmSync, statSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { postgresEnvironment } from './cluster';
import { freePort } from './free-port';
import type { Home } from './home';
import { isAlive, isServerOf } from './processes';

const LOG_LIMIT_BYTES = 16 * 1024 * 1024;
const LOG_TAIL_CHARACTERS = 800;

const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
const fastSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The server that runs over this home now, whoever started it. */
export function findPostmaster(home: Home): Postmaster | undefined {
  const lines = readPidFile(home)?.split('\n');
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0)) return undefined;
  if (isServerOf(pid, home.cluster)) return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  // PostgreSQL clears away the file of a dead process, but takes any live process of that number for a server.
  if (isAlive(pid)) rmSync(join(home.cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

function readPidFile(home: Home): string | undefined {
  try {
    return readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export interface Launch {
  /** Why it ended, once it has. */
  failure(): string | undefined;
}

/** Starts a server in a session of its own, so that Ctrl-C in our terminal reaches it only after us. */
export async function launchPostmaster(home: Home, binaries: string, { fast }: { fast: boolean }): Promise<Launch> {
  const port = await freePort();
  const options = [...settings, ...(fast ? fastSettings : [])].flatMap((setting) => ['-c', setting]);
  const log = openSync(home.logFile, isTooLong(home.logFile) ? 'w' : 'a', 0o600);
  if (home.account) fchownSync(log, home.account.uid, home.account.gid);
  let failure: string | undefined;
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', home.cluster, '-p', String(port), ...options], {
    ...home.account,
    cwd: '/',
    env: postgresEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.once('error', (error) => (failure = error.message));
  child.once(
    'exit',
    (code, signal) => (failure ??= `PostgreSQL ended with ${signal ?? code}: ${tailOf(home.logFile)}`),
  );
  child.unref();
  return { failure: () => failure };
}

const isTooLong = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES;

/** What a server said last; nothing, when its folder is gone before it is. */
const tailOf = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8').slice(-LOG_TAIL_CHARACTERS).trim() : '';
