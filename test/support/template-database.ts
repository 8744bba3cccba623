import { seedDemo } from '../../src/demo/seed-demo';
import { migrate } from '../../src/platform/database/migrations';

/** The password of the demo log-ins in tests. */
export const TEST_PASSWORD = 'tillbook-demo';

/** Makes the database that every test database is a clone of: migrated, with the two demo businesses in it. */
export async function prepareTemplateDatabase(adminUrl: string, databaseName: string): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = `/${databaseName}`;
  await migrate(url.toString(), { createDatabase: true });
  await seedDemo(url.toString(), { password: TEST_PASSWORD });
}
