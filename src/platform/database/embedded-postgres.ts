import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { installedBinaries, usableBinaries } from './embedded-postgres/binaries';
import { createCluster, readPassword } from './embedded-postgres/cluster';
import { findHome, type Home } from './embedded-postgres/home';
import { findPostmaster, launchPostmaster, type Launch, type Postmaster } from './embedded-postgres/postmaster';
import { requestShutdown, shutDown } from './embedded-postgres/shutdown';
import { joinUsers } from './embedded-postgres/users';

const START_TIMEOUT_MS = 120_000; // a recovery after a crash takes its time
const LAUNCHES = 3; // another process may take the port, or the folder, between look and leap

/** What a server answers while it stops, and while it starts or recovers. */
const NOT_NOW = ['57P01', '57P03'];

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** Trades the durability of commits for speed: for tests only. */
  readonly fast?: boolean;
  readonly log?: (message: string) => void;
  /** The folder with PostgreSQL's `bin`, `lib` and `share`; otherwise the one that npm installed. */
  readonly binaries?: string;
}

export interface EmbeddedPostgres {
  /** The superuser's, on the database `postgres`. */
  readonly url: string;
  /** Where the data is: below the `dataDir` asked for, or where the server's account can reach it. */
  readonly dataDir: string;
  /** Ends this process's use of the server; the last process to do so stops it. So does a normal exit. */
  stop(): Promise<void>;
}

/**
 * Runs the PostgreSQL that npm brought over a folder, and keeps what is in it. A server that already runs there, of
 * another process or left by a killed one, is used as it is.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, fast = false, log = () => {}, binaries = installedBinaries() } = options;
  const home = findHome(dataDir, log);
  const usable = usableBinaries(binaries, home.account);
  createCluster(home, usable, { fast });

  const use = joinUsers(home.users);
  const stopWithUs = () => {
    if (use.leave().last) requestShutdown(home);
  };
  const stop = async () => {
    process.off('exit', stopWithUs);
    if (use.leave().last) await shutDown(home);
  };
  process.once('exit', stopWithUs);
  try {
    const { port } = await untilReady(home, () => launchPostmaster(home, usable, { fast }));
    log(`PostgreSQL is ready on port ${port}`);
    return { url: urlOf(home, port), dataDir: home.folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const urlOf = (home: Home, port: number): string =>
  `postgresql://postgres:${readPassword(home)}@127.0.0.1:${port}/postgres`;

/** Waits for a server over this home that answers, and launches one whenever there is none. */
async function untilReady(home: Home, launch: () => Promise<Launch>): Promise<Postmaster> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let launched: Launch | undefined;
  let launches = 0;
  while (Date.now() < deadline) {
    const found = findPostmaster(home);
    if (found) {
      if (found.ready && (await answers(urlOf(home, found.port)))) return found;
    } else if (!launched || launched.failure() !== undefined) {
      if (launches++ === LAUNCHES) throw new Error(launched?.failure());
      launched = await launch();
    }
    await sleep(25);
  }
  throw new Error(`PostgreSQL did not become ready in ${START_TIMEOUT_MS / 1000} s; its log is ${home.logFile}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // ended by a server that is shutting down: the caller looks again
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    const { severity, code = '' } = error as { severity?: string; code?: string };
    if (severity === undefined || NOT_NOW.includes(code)) return false; // the network, or not yet
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
