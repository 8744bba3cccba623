import pg from 'pg';

/** The same server and log-in, another database. */
export function databaseUrl(url, name) {
  const target = new URL(url);
  target.pathname = `/${encodeURIComponent(name)}`;
  return driverUrl(target);
}

/** Prisma's own `schema` parameter means nothing to node-postgres. */
export function driverUrl(url) {
  const target = new URL(url);
  target.searchParams.delete('schema');
  return target.toString();
}

export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: driverUrl(url) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
