import type { Client } from 'pg';

export type Row = Readonly<Record<string, unknown>>;

/** Every table that has rows of a tenant. */
export async function tenantTables(owner: Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    select c.table_schema || '.' || c.table_name as name
      from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
     where c.column_name = 'business_id' and t.table_type = 'BASE TABLE'
     order by 1`);
  return rows.map(({ name }) => name);
}

/** What is in the tables of all tenants, as one line each: two are equal when nothing was written between them. */
export async function fingerprint(owner: Client): Promise<Record<string, string>> {
  const tables = await tenantTables(owner);
  const queries = tables.map(
    (table) =>
      `select '${table}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as print from ${table} t`,
  );
  const { rows } = await owner.query<{ name: string; print: string }>(queries.join(' union all '));
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

export async function rowsOf(owner: Client, businessId: string, table: string): Promise<Row[]> {
  const { rows } = await owner.query<{ row: Row }>(
    `select to_jsonb(t) as row from ${table} t where t.business_id = $1`,
    [businessId],
  );
  return rows.map(({ row }) => row);
}
