import { Client, escapeIdentifier } from 'pg';

const NO_SUCH_DATABASE = '3D000';
// Two processes may create it at once: one of them is told by name, or by the index below it.
const EXISTS_ALREADY = new Set(['42P04', '23505']);

/** Makes the database that the URL names, where the server has none of that name. */
export async function createDatabaseUnlessItExists(ownerUrl: string): Promise<void> {
  if (await databaseExists(ownerUrl)) return;
  const server = new URL(ownerUrl);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  await withClient(server.toString(), (client) =>
    client.query(`create database ${escapeIdentifier(name)}`).catch((error: { code?: string }) => {
      if (!EXISTS_ALREADY.has(error.code ?? '')) throw error;
    }),
  );
}

async function databaseExists(url: string): Promise<boolean> {
  try {
    await withClient(url, () => Promise.resolve());
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === NO_SUCH_DATABASE) return false;
    throw error;
  }
}

async function withClient(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
