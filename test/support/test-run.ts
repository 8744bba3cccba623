import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { Client, escapeIdentifier } from 'pg';
import { isAlive } from '../../src/platform/database/embedded-postgres/processes';

/** Databases of a run carry its process and its host in their names, so that a later run can tell who left them. */
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);
const PREFIX = 'tillbook_test_';
const OWNER = new RegExp(`^${PREFIX}(?:template_)?(\\d+)_([0-9a-f]{6})`);

export const currentRun = (): string => `${process.pid}_${host}`;

export const templateName = (run: string): string => `${PREFIX}template_${run}`;

export const cloneName = (run: string, clone: string): string => `${PREFIX}${run}_${clone}`;

/** One statement as the admin: databases are created and dropped outside any transaction. */
export async function runAsAdmin<Row extends object>(
  adminUrl: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await runAsAdmin(adminUrl, `drop database if exists ${escapeIdentifier(name)} with (force)`);
}

/** Drops what one run made. */
export async function dropDatabasesOf(run: string, adminUrl: string): Promise<void> {
  for (const name of await testDatabases(adminUrl)) {
    if (runOf(name) === run) await dropDatabase(adminUrl, name);
  }
}

/** Drops what runs of this host left that were killed. */
export async function dropDatabasesOfDeadRuns(adminUrl: string): Promise<void> {
  for (const name of await testDatabases(adminUrl)) {
    const [pid, owner] = runOf(name)?.split('_') ?? [];
    // Another run may be dropping it too.
    if (owner === host && !isAlive(Number(pid))) await dropDatabase(adminUrl, name).catch(() => {});
  }
}

function runOf(name: string): string | undefined {
  const [, pid, owner] = OWNER.exec(name) ?? [];
  return pid && `${pid}_${owner}`;
}

async function testDatabases(adminUrl: string): Promise<string[]> {
  const rows = await runAsAdmin<{ datname: string }>(
    adminUrl,
    'select datname from pg_database where starts_with(datname, $1)',
    [PREFIX],
  );
  return rows.map(({ datname }) => datname);
}
