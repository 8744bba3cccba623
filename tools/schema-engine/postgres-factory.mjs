import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { databaseUrl, driverUrl, withClient } from './connections.mjs';

const charOid = 18; // the catalogue's `"char"`
const textOid = 25;

/** The factory of connections the engine asks for: the database itself, and an empty one to replay migrations in. */
export function postgresFactory(url, shadowDatabaseUrl) {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    connectToShadowDb: () => (shadowDatabaseUrl ? connect(shadowDatabaseUrl) : connectToNewShadow(url)),
  };
}

async function connectToNewShadow(url) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await withClient(url, (client) => client.query(`create database "${name}"`));
  return connect(databaseUrl(url, name), () =>
    withClient(url, (client) => client.query(`drop database if exists "${name}" with (force)`)),
  );
}

async function connect(url, afterwards = () => {}) {
  const pool = new pg.Pool({ connectionString: driverUrl(url), max: 2 });
  const adapter = await new PrismaPg(pool).connect();
  // The adapter's own splits a script at every semicolon, which tears a `$$ … $$` body apart.
  adapter.executeScript = async (script) => {
    if (script.trim() !== '') await pool.query(script).catch((error) => adapter.onError(error));
  };
  adapter.dispose = async () => {
    await pool.end();
    await afterwards();
  };
  return readsCatalogue(adapter);
}

/**
 * The adapter refuses columns of type `"char"`, which the engine's catalogue queries return and want back as
 * Character. They pass through it as text; their places are remembered by the rows, because calls interleave.
 */
function readsCatalogue(queryable) {
  const charColumns = new WeakMap();

  const performIO = queryable.performIO.bind(queryable);
  queryable.performIO = async (query) => {
    const result = await performIO(query);
    const places = result.fields.flatMap(({ dataTypeID }, at) => (dataTypeID === charOid ? [at] : []));
    charColumns.set(result.rows, places);
    for (const at of places) result.fields[at].dataTypeID = textOid;
    return result;
  };

  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const at of charColumns.get(result.rows) ?? []) result.columnTypes[at] = ColumnTypeEnum.Character;
    return result;
  };

  const startTransaction = queryable.startTransaction?.bind(queryable);
  if (startTransaction) {
    queryable.startTransaction = async (isolation) => readsCatalogue(await startTransaction(isolation));
  }
  return queryable;
}
