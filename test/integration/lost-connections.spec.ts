import { Client, type PoolClient } from 'pg';
import { createAppPool } from '../../src/platform/database/pool';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let owner: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
});

async function terminate(connection: PoolClient): Promise<void> {
  const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
  const ended = new Promise<void>((resolve) => connection.once('end', resolve));
  await owner.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
  await ended;
}

it('A connection that dies between two statements of whoever holds it fails the next, and not the process', async () => {
  const pool = createAppPool(database.ownerUrl, 1, () => undefined);
  const connection = await pool.connect();
  await terminate(connection);
  await expect(connection.query('select 1')).rejects.toThrow(/not queryable/);
  connection.release(true);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
