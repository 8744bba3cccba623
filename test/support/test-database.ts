import { randomBytes } from 'node:crypto';
import { escapeIdentifier } from 'pg';
import { cloneName, runAsAdmin, templateName } from './test-run';

export interface TestDatabase {
  readonly name: string;
  /** The log-in that owns everything: migrations, and a look at what the app may not see. */
  readonly ownerUrl: string;
  /** Sessions that start as the app's role. */
  readonly appUrl: string;
}

/**
 * A clone of the migrated and seeded template, for one spec file. It stays until the run ends: where files have just
 * been deleted, a file system may be slow to make others, and a database is seven hundred of them.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { TEST_POSTGRES_URL: adminUrl, TEST_RUN: run } = process.env;
  if (!adminUrl || !run)
    throw new Error('No PostgreSQL was prepared: test/support/global-setup.ts leaves it out for unit tests');
  const name = cloneName(run, randomBytes(4).toString('hex'));
  await runAsAdmin(
    adminUrl,
    `create database ${escapeIdentifier(name)} template ${escapeIdentifier(templateName(run))}`,
  );
  const owner = new URL(adminUrl);
  owner.pathname = `/${name}`;
  return { name, ownerUrl: owner.toString(), appUrl: asAppRole(owner) };
}

function asAppRole(owner: URL): string {
  const url = new URL(owner);
  url.searchParams.delete('options');
  const separator = url.search === '' ? '?' : '&';
  return `${url.toString()}${separator}options=-c%20role%3Dtillbook_app`; // URLSearchParams would write the space as +
}
