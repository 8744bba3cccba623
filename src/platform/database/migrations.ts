import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { createDatabaseUnlessItExists } from './create-database';

export interface MigrateOptions {
  /** Where the migrations are; the package's own by default. */
  readonly folder?: string;
  /** Makes the database first where the server has none of that name. */
  readonly createDatabase?: boolean;
  readonly log?: (line: string) => void;
}

/** The database and the migrations do not fit together; nothing was changed. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface HistoryRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** The lock that Prisma's own CLI takes, so that the two exclude each other as well. */
const MIGRATION_LOCK = 72_707_369;

/**
 * Brings a database to the present schema, and returns the names of what it applied. Each migration commits together
 * with its row in Prisma's history table, or leaves nothing. One runner works at a time and the others wait.
 * Needs a log-in that owns the schema, and a direct connection: the lock belongs to the session.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const { folder = findMigrationsFolder(), createDatabase = false, log = () => undefined } = options;
  const migrations = readMigrations(folder);
  if (createDatabase) await createDatabaseUnlessItExists(ownerUrl);

  const client = new Client({ connectionString: ownerUrl, application_name: 'tillbook migrate' });
  client.on('error', () => undefined); // whoever waits for an answer is told; between two answers nobody is there
  await client.connect();
  try {
    await client.query(`set statement_timeout = 0; set lock_timeout = '60s'`);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // From here on a statement that waits for a lock holds up the whole shop behind it.
    await client.query(`set lock_timeout = '10s'`);
    const waiting = migrationsToApply(migrations, await readHistory(client), log);
    for (const migration of waiting) {
      await apply(client, migration);
      log(`applied ${migration.name}`);
    }
    return waiting.map(({ name }) => name);
  } finally {
    await client.end(); // gives the lock back, whatever happened
  }
}

/** `prisma/migrations` of the package that this file belongs to, compiled or not. */
function findMigrationsFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const migrations = join(folder, 'prisma', 'migrations');
    if (existsSync(migrations)) return migrations;
    if (folder === dirname(folder)) throw new MigrationRefused('prisma/migrations is not part of this installation');
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, content: readFileSync(join(folder, name, 'migration.sql')) }))
    .map(({ name, content }) => ({
      name,
      sql: content.toString('utf8'),
      checksum: createHash('sha256').update(content).digest('hex'),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readHistory(client: Client): Promise<HistoryRow[]> {
  await client.query(`
    create table if not exists public._prisma_migrations (
      id varchar(36) primary key not null,
      checksum varchar(64) not null,
      finished_at timestamptz,
      migration_name varchar(255) not null,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz not null default now(),
      applied_steps_count integer not null default 0
    )`);
  const { rows } = await client.query<HistoryRow>(`
    select migration_name, checksum, finished_at is not null as finished
      from public._prisma_migrations
     where rolled_back_at is null
     order by started_at`);
  return rows;
}

function migrationsToApply(migrations: Migration[], history: HistoryRow[], log: (line: string) => void): Migration[] {
  const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const { migration_name: name, checksum, finished } of history) {
    if (!finished)
      throw new MigrationRefused(`${name} failed half-way; repair the database, then resolve it with Prisma`);
    if (!checksums.has(name)) log(`the database is ahead of this version: it has ${name}`);
    else if (checksums.get(name) !== checksum)
      throw new MigrationRefused(`${name} was changed after it had been applied`);
  }
  const applied = new Set(history.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `insert into public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // the connection may be what failed
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
