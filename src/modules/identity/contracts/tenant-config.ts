/** How a business wants to be served (`tenant_config`). */
export interface TenantConfig {
  /** Sales are written by the SQL function, in one round trip; otherwise by the ORM's transaction. */
  readonly useAtomicFunction: boolean;
  /** Other processes hear of a commit by NOTIFY; otherwise by Redis or the sweep. */
  readonly useListenNotifyWorker: boolean;
  readonly workerPollIntervalMs: number;
  /** After so many attempts a parked event is dead. */
  readonly maxRetryCount: number;
  /** How many events a listener takes in one commit. */
  readonly batchSize: number;
  readonly enableTelemetry: boolean;
}

export abstract class TenantConfigs {
  /** Defaults where the business has said nothing. What it changes takes effect within five seconds. */
  abstract for(businessId: string): Promise<TenantConfig>;
}
