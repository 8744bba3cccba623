import { createAppPool } from '../../src/platform/database/pool';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

it.each([
  ['of a server ends after 15 seconds', undefined, '15s'],
  ['of an operator ends after as long as he was given', 1_800_000, '30min'],
])('A statement %s', async (_, given, limit) => {
  const pool = createAppPool(database.ownerUrl, 1, () => undefined, given);
  const { rows } = await pool.query<{ statement_timeout: string }>('show statement_timeout');
  await pool.end();
  expect(rows).toEqual([{ statement_timeout: limit }]);
});
