import { services, stopServices } from './services/started';
import { currentRun, dropDatabasesOf } from './test-run';

/** Leaves nothing of this run behind. */
export default async function globalTeardown(): Promise<void> {
  const postgres = services.find(({ name }) => name === 'postgres');
  try {
    if (postgres) await dropDatabasesOf(currentRun(), postgres.url);
  } finally {
    await stopServices();
  }
}
