import type { Client } from 'pg';

/** The PostgreSQL schemas of the modules and of the platform. */
export const SCHEMAS = [
  ...['audit', 'catalog', 'customers', 'dining', 'identity', 'inventory'],
  ...['kitchen', 'ledger', 'outbox', 'payments', 'platform', 'sales'],
];

/** What belongs to the installation and not to a tenant. */
export const INSTALLATION_TABLES = ['outbox.listeners'];

/** All tables of those schemas, as "schema.table", in order. */
export async function moduleTables(owner: Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('r', 'p') order by 1`,
    [SCHEMAS],
  );
  return rows.map(({ name }) => name);
}
