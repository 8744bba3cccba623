import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { CommitRecord } from '../../src/platform/database/commit-record';
import { Database } from '../../src/platform/database/database';
import { createAppPool } from '../../src/platform/database/pool';
import { Delivery } from '../../src/platform/events/delivery';
import { DeliveryRecord } from '../../src/platform/events/delivery-record';
import { EventBus } from '../../src/platform/events/event-bus';
import type { EventListener } from '../../src/platform/events/event-listener';
import { Hand } from '../../src/platform/events/hand';
import { Retries } from '../../src/platform/events/retries';
import type { DeliveryTerms } from '../../src/platform/events/relay-settings';
import { Metrics } from '../../src/platform/observability/metrics';
import { createTestDatabase } from './test-database';

/** A database of one spec file, as the app's role and as its owner. */
export interface AppDatabase {
  readonly url: string;
  readonly database: Database;
  readonly bus: EventBus;
  readonly owner: Client;
  /** Tells a listener all that it has not been told, in batches of the given size, as a process that has just started. */
  deliver(listener: EventListener, businessId: string, batchSize?: number): Promise<void>;
  /** What a process has that delivers. */
  worker(terms?: Partial<DeliveryTerms>): { readonly delivery: Delivery; readonly retries: Retries };
  close(): Promise<void>;
}

const TERMS: DeliveryTerms = {
  batchSize: 100,
  maxRetryCount: 3,
  workerPollIntervalMs: 1_000,
  useListenNotifyWorker: false,
  enableTelemetry: true,
};

export async function openAppDatabase(): Promise<AppDatabase> {
  if (Logger.isLevelEnabled('debug')) Logger.overrideLogger(['log', 'warn', 'error', 'fatal']);
  const { ownerUrl } = await createTestDatabase();
  const bus = new EventBus();
  const metrics = new Metrics();
  const database = new Database(
    createAppPool(ownerUrl, 4, () => undefined),
    bus,
    new CommitRecord(metrics),
  );
  const worker = (terms: Partial<DeliveryTerms> = {}) => {
    const settings = {
      for: () => Promise.resolve({ ...TERMS, ...terms }),
      shortestPollIntervalMs: () => Promise.resolve(TERMS.workerPollIntervalMs),
    };
    const record = new DeliveryRecord(metrics);
    const hand = new Hand(database);
    return {
      delivery: new Delivery(database, settings, record, hand),
      retries: new Retries(database, settings, record, hand),
    };
  };
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  return {
    url: ownerUrl,
    database,
    bus,
    owner,
    deliver: async (listener, businessId, batchSize = 100) => {
      const { delivery } = worker({ batchSize });
      while (await delivery.deliver(listener, businessId));
    },
    worker,
    close: async () => {
      await database.onApplicationShutdown();
      await owner.end();
    },
  };
}
