import { Client } from 'pg';
import { Database } from '../../src/platform/database/database';
import { createAppPool } from '../../src/platform/database/pool';
import { Delivery, type Follower } from '../../src/platform/events/delivery';
import { EventBus } from '../../src/platform/events/event-bus';
import { Metrics } from '../../src/platform/observability/metrics';
import { createTestDatabase } from './test-database';

/** A database of one spec file, as the app's role and as its owner. */
export interface AppDatabase {
  readonly url: string;
  readonly database: Database;
  readonly bus: EventBus;
  readonly owner: Client;
  /** Tells a listener all that it has not been told, in batches of the given size. */
  deliver(follower: Follower, businessId: string, batchSize?: number): Promise<void>;
  close(): Promise<void>;
}

export async function openAppDatabase(): Promise<AppDatabase> {
  const { ownerUrl, drop } = await createTestDatabase();
  const bus = new EventBus();
  const metrics = new Metrics();
  const database = new Database(
    createAppPool(ownerUrl, 4, () => undefined),
    bus,
  );
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  return {
    url: ownerUrl,
    database,
    bus,
    owner,
    deliver: async (listener, businessId, batchSize = 100) => {
      const delivery = new Delivery(database, { batchSize: () => Promise.resolve(batchSize) }, metrics);
      while (await delivery.deliver(listener, businessId));
    },
    close: async () => {
      await database.onApplicationShutdown();
      await owner.end();
      await drop();
    },
  };
}
