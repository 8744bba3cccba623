import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { seedDemo } from './demo/seed-demo';
import type { Environment } from './platform/config/environment';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres';
import { migrate } from './platform/database/migrations';
import { createAppPool } from './platform/database/pool';
import { databaseDangers } from './platform/database/safety';

export interface Launched {
  readonly environment: Environment & { readonly DATABASE_URL: string; readonly JWT_SECRET: string };
  /** Where the data are, when it was not told. */
  readonly embeddedIn: string | null;
  stop(): Promise<void>;
}

/**
 * Provides what the environment leaves open: outside production an embedded PostgreSQL, its migrations, the demo
 * businesses and a secret of its own.
 */
export async function launch(environment: Environment, log: Logger): Promise<Launched> {
  const database = await findDatabase(environment, (line) => log.info(line));
  const DATABASE_URL = database.url;
  const JWT_SECRET = environment.JWT_SECRET ?? (await ownSecret(environment.DATA_DIR));
  try {
    if (environment.NODE_ENV !== 'production') {
      await migrate(environment.DATABASE_OWNER_URL ?? DATABASE_URL, {
        createDatabase: true,
        log: (line) => log.info(line),
      });
    }
    await refuseDangers(environment, DATABASE_URL, log);
    if (environment.DEMO_MODE) {
      await seedDemo(DATABASE_URL, { password: environment.DEMO_PASSWORD, log: (line) => log.info(line) });
    }
  } catch (error) {
    await database.stop();
    throw error;
  }
  return {
    environment: { ...environment, DATABASE_URL, JWT_SECRET },
    embeddedIn: database.embeddedIn,
    stop: database.stop,
  };
}

/** The one that the environment names; otherwise the embedded PostgreSQL, which other processes may be using too. */
export async function findDatabase(
  { DATABASE_URL, DATA_DIR }: Environment,
  log: (line: string) => void,
): Promise<{ readonly url: string; readonly embeddedIn: string | null; stop(): Promise<void> }> {
  if (DATABASE_URL) return { url: DATABASE_URL, embeddedIn: null, stop: async () => undefined };
  const embedded = await startEmbeddedPostgres({ dataDir: resolve(DATA_DIR), log });
  return { url: databaseOf(embedded.url), embeddedIn: embedded.dataDir, stop: () => embedded.stop() };
}

function databaseOf(serverUrl: string): string {
  const url = new URL(serverUrl);
  url.pathname = '/tillbook';
  return url.toString();
}

async function refuseDangers(environment: Environment, databaseUrl: string, log: Logger): Promise<void> {
  const pool = createAppPool(databaseUrl, 2, (error) => log.warn(error.message));
  try {
    const dangers = await databaseDangers(pool);
    if (dangers.length > 0 && environment.NODE_ENV === 'production') {
      throw new Error(`This database must not be sold on:\n${dangers.join('\n')}`);
    }
    for (const danger of dangers) log.warn(danger);
  } finally {
    await pool.end();
  }
}

/** Made once and kept, so that a restart signs nobody out. */
async function ownSecret(dataDir: string): Promise<string> {
  const file = resolve(dataDir, 'jwt-secret');
  try {
    return await readFile(file, 'utf8');
  } catch {
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
    return readFile(file, 'utf8');
  }
}
